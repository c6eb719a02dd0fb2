package org.jenkinsci.main.modules.instance_identity;

import java.io.File;
import java.io.IOException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** The key pair of a Jenkins, from the plugin of that name; the embedded host has none. */
public class InstanceIdentity {

    public InstanceIdentity(File keyFile) throws IOException {
        throw new IOException("the embedded host has no identity, so none is read from " + keyFile);
    }

    public RSAPublicKey getPublic() {
        throw new AssertionError("InstanceIdentity is missing its singleton");
    }

    public RSAPrivateKey getPrivate() {
        throw new AssertionError("InstanceIdentity is missing its singleton");
    }

    /** Fails as it does where the plugin is not active. */
    public static InstanceIdentity get() {
        throw new AssertionError("InstanceIdentity is missing its singleton");
    }
}
