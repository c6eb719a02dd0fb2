package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import jenkins.model.Jenkins;

/** Why a build was started. Saved with the build. */
public abstract class Cause {

    public abstract String getShortDescription();

    public void onAddedTo(@NonNull Run build) {
        // most causes need no build
    }

    public void onLoad(@NonNull Run<?, ?> build) {
        // most causes need no build
    }

    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
    }

    /** A user started the build. */
    public static class UserIdCause extends Cause {

        @CheckForNull
        private final String userId;

        public UserIdCause() {
            User user = User.current();
            userId = user == null ? null : user.getId();
        }

        public UserIdCause(@CheckForNull String userId) {
            this.userId = userId;
        }

        @CheckForNull
        public String getUserId() {
            return userId;
        }

        public String getUserName() {
            User user = userId == null ? null : User.getById(userId, false);
            return user != null ? user.getDisplayName() : userId == null ? "anonymous" : userId;
        }

        @Override
        public String getShortDescription() {
            return "Started by user " + getUserName();
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof UserIdCause that && Objects.equals(userId, that.userId);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(userId);
        }
    }

    /** Another build started the build. */
    public static class UpstreamCause extends Cause {

        private final String upstreamProject;
        private final String upstreamUrl;
        private final int upstreamBuild;
        private final List<Cause> upstreamCauses;

        public UpstreamCause(Run<?, ?> up) {
            upstreamProject = up.getParent().getFullName();
            upstreamUrl = up.getParent().getUrl();
            upstreamBuild = up.getNumber();
            upstreamCauses = new ArrayList<>(up.getCauses());
        }

        public boolean pointsTo(Job<?, ?> j) {
            return j.getFullName().equals(upstreamProject);
        }

        public boolean pointsTo(Run<?, ?> r) {
            return r.getNumber() == upstreamBuild && pointsTo(r.getParent());
        }

        public String getUpstreamProject() {
            return upstreamProject;
        }

        public int getUpstreamBuild() {
            return upstreamBuild;
        }

        @CheckForNull
        public Run<?, ?> getUpstreamRun() {
            Job<?, ?> job = Jenkins.get().getItemByFullName(upstreamProject, Job.class);
            return job == null ? null : job.getBuildByNumber(upstreamBuild);
        }

        public String getUpstreamUrl() {
            return upstreamUrl;
        }

        public List<Cause> getUpstreamCauses() {
            return Collections.unmodifiableList(upstreamCauses);
        }

        @Override
        public String getShortDescription() {
            return "Started by upstream project \"" + upstreamProject + "\" build number " + upstreamBuild;
        }

        @Override
        public boolean equals(Object rhs) {
            return rhs instanceof UpstreamCause that && upstreamBuild == that.upstreamBuild
                    && Objects.equals(upstreamProject, that.upstreamProject) && Objects.equals(upstreamCauses, that.upstreamCauses);
        }

        @Override
        public int hashCode() {
            return Objects.hash(upstreamProject, upstreamBuild);
        }

        @Override
        public String toString() {
            return upstreamUrl + upstreamBuild;
        }
    }

    /** A program on another machine started the build. */
    public static class RemoteCause extends Cause {

        private final String addr;
        private final String note;

        public RemoteCause(String host, String note) {
            this.addr = host;
            this.note = note;
        }

        @Override
        public String getShortDescription() {
            return "Started by remote host " + addr + (note == null ? "" : " with note: " + note);
        }

        public String getAddr() {
            return addr;
        }

        public String getNote() {
            return note;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof RemoteCause that && Objects.equals(addr, that.addr) && Objects.equals(note, that.note);
        }

        @Override
        public int hashCode() {
            return Objects.hash(addr, note);
        }
    }
}
