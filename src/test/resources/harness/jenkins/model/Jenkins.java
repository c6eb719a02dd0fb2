package jenkins.model;

import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.SecurityRealm;

/** In the place of the slice's, for what only tests of the release build use. */
public class Jenkins {
    public static final Permission ADMINISTER = null;
    public static final Permission READ = null;

    public void setSecurityRealm(SecurityRealm realm) {}

    public void setAuthorizationStrategy(AuthorizationStrategy strategy) {}

    public <T extends hudson.model.Item> T getItemByFullName(String fullName, Class<T> type) {
        return null;
    }
}
