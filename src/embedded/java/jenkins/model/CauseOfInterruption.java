package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.model.User;
import java.io.Serializable;
import java.util.Objects;

/** Why a running build was stopped. */
public abstract class CauseOfInterruption implements Serializable {

    private static final long serialVersionUID = 1L;

    public abstract String getShortDescription();

    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
    }

    /** A user stopped the build. */
    public static final class UserInterruption extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String user;

        public UserInterruption(@NonNull User user) {
            this(user.getId());
        }

        public UserInterruption(@NonNull String userId) {
            this.user = Objects.requireNonNull(userId);
        }

        @NonNull
        public String getUserId() {
            return user;
        }

        @CheckForNull
        public User getUserOrNull() {
            return User.getById(user, false);
        }

        @Override
        public String getShortDescription() {
            return "Aborted by " + user;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof UserInterruption that && user.equals(that.user);
        }

        @Override
        public int hashCode() {
            return user.hashCode();
        }
    }
}
