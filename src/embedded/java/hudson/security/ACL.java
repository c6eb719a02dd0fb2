package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.User;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.util.Arrays;
import org.springframework.security.core.Authentication;

/** Who may do what with an object. An embedded Jenkins has one user, who may do everything that its host has not forbidden. */
public abstract class ACL {

    public static final Authentication SYSTEM2 = new Authentication() {};

    public final void checkPermission(@NonNull Permission p) {
        if (!hasPermission(p)) {
            throw new AccessDeniedException3(p);
        }
    }

    public final void checkAnyPermission(@NonNull Permission... permissions) {
        if (!hasAnyPermission(permissions)) {
            throw new AccessDeniedException3(permissions[0]);
        }
    }

    public final boolean hasPermission(@NonNull Permission p) {
        return Host.current().map(h -> h.allows(p)).orElse(true);
    }

    public final boolean hasAnyPermission(@NonNull Permission... permissions) {
        if (permissions.length == 0) {
            throw new IllegalArgumentException("at least one permission must be named");
        }
        return Arrays.stream(permissions).anyMatch(this::hasPermission);
    }

    /** Everybody may do everything here, so it changes nothing. */
    @NonNull
    public static ACLContext as2(@NonNull Authentication auth) {
        return new ACLContext();
    }

    /** In an embedded Jenkins there is one user, so nothing changes until the context is closed. */
    @NonNull
    public static ACLContext as(@CheckForNull User user) {
        return new ACLContext();
    }
}
