package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;

/** A person or program that uses Jenkins. */
public class User extends AbstractModelObject implements AccessControlled, Comparable<User> {

    private final String id;

    private User(String id) {
        this.id = id;
    }

    public String getId() {
        return id;
    }

    @NonNull
    public String getUrl() {
        return "user/" + Util.rawEncode(id);
    }

    @NonNull
    public String getFullName() {
        return id;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return getFullName();
    }

    /** The one user of an embedded Jenkins: who runs this process. */
    @CheckForNull
    public static User current() {
        return new User(System.getProperty("user.name"));
    }

    @Nullable
    public static User getById(String id, boolean create) {
        return create || id.equals(System.getProperty("user.name")) ? new User(id) : null;
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getACL();
    }

    @Override
    public int compareTo(User that) {
        return id.compareTo(that.id);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof User that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
