package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.security.AccessControlled;
import java.util.Map;
import jenkins.model.Loadable;
import org.kohsuke.stapler.StaplerProxy;

public abstract class User extends AbstractModelObject implements AccessControlled, DescriptorByNameOwner, Loadable, Saveable, Comparable<User>, StaplerProxy {
    public String getId() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getAbsoluteUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getFullName() {
        throw new UnsupportedOperationException();
    }

    @Nullable public static User get(String idOrFullName, boolean create, @NonNull Map context) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static User current() {
        throw new UnsupportedOperationException();
    }

    @Nullable public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
