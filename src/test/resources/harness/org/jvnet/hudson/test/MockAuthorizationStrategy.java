package org.jvnet.hudson.test;

public class MockAuthorizationStrategy extends hudson.security.AuthorizationStrategy {
    public Grant grant(hudson.security.Permission... permissions) {
        return null;
    }

    public class Grant {
        public GrantOn everywhere() {
            return null;
        }

        public class GrantOn {
            public MockAuthorizationStrategy to(String... sids) {
                return null;
            }
        }
    }
}
