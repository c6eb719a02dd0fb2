package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.util.NonLocalizable;
import org.jvnet.localizer.Localizable;
import org.kohsuke.stapler.verb.DELETE;

/** One thing that a user may be allowed to do. */
public final class Permission {

    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, new NonLocalizable("Generic"));
    public static final Permission READ = generic("GenericRead");
    public static final Permission WRITE = generic("GenericWrite");
    public static final Permission CREATE = generic("GenericCreate");
    public static final Permission UPDATE = generic("GenericUpdate");
    public static final Permission DELETE = generic("GenericDelete");
    public static final Permission CONFIGURE = generic("GenericConfigure");

    @NonNull
    public final Class owner;
    @NonNull
    public final PermissionGroup group;
    @NonNull
    public final String name;
    @CheckForNull
    public final Localizable description;
    @CheckForNull
    public final Permission impliedBy;
    public boolean enabled;
    private final Set<PermissionScope> scopes;

    public Permission(@NonNull PermissionGroup group, @NonNull String name, @CheckForNull Localizable description, @CheckForNull Permission impliedBy, boolean enable, @NonNull PermissionScope[] scopes) throws IllegalStateException {
        if (scopes.length == 0) {
            throw new IllegalArgumentException("permission " + name + " needs a scope");
        }
        this.owner = group.owner;
        this.group = group;
        this.name = name;
        this.description = description;
        this.impliedBy = impliedBy;
        this.enabled = enable;
        this.scopes = Set.of(scopes);
        group.add(this);
    }

    public Permission(@NonNull PermissionGroup group, @NonNull String name, @CheckForNull Localizable description, @CheckForNull Permission impliedBy, @NonNull PermissionScope scope) {
        this(group, name, description, impliedBy, true, new PermissionScope[] {scope});
    }

    private static Permission generic(String name) {
        return new Permission(GROUP, name, null, null, PermissionScope.JENKINS);
    }

    public boolean isContainedBy(@NonNull PermissionScope s) {
        return scopes.stream().anyMatch(scope -> scope.isContainedBy(s));
    }

    @NonNull
    public String getId() {
        return owner.getName() + "." + name;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Permission that && getId().equals(that.getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }

    @Override
    public String toString() {
        return "Permission[" + owner + "," + name + "]";
    }

    public void setEnabled(boolean enable) {
        enabled = enable;
    }

    public boolean getEnabled() {
        return enabled;
    }
}
