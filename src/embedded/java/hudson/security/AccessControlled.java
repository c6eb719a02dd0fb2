package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;

/** An object that asks for permissions. */
public interface AccessControlled {

    @NonNull
    ACL getACL();

    default void checkPermission(@NonNull Permission permission) {
        getACL().checkPermission(permission);
    }

    default void checkAnyPermission(@NonNull Permission... permission) {
        getACL().checkAnyPermission(permission);
    }

    default boolean hasPermission(@NonNull Permission permission) {
        return getACL().hasPermission(permission);
    }

    default boolean hasAnyPermission(@NonNull Permission... permission) {
        return getACL().hasAnyPermission(permission);
    }
}
