package io.jenkins.plugins.mlcd.jenkins.models;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.security.ACL;
import io.jenkins.plugins.mlcd.promotion.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.main.modules.instance_identity.InstanceIdentity;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/** The key that signs promotions: the configured one, else the identity of this Jenkins, else one that is made for this. */
final class PromotionKeys {

    private static final String OWN_KEY = "secrets/mlcd-promotion-key.pem";

    private PromotionKeys() {}

    /** @throws IOException when a key is configured that cannot be used; another one then does not take its place */
    static SigningKey key() throws IOException {
        String id = ModelConfiguration.get().getSigningKeyCredentialsId();
        if (id != null) {
            return configured(id);
        }
        Optional<SigningKey> identity = identity();
        return identity.isPresent() ? identity.get() : SigningKey.inFile(Jenkins.get().getRootDir().toPath().resolve(OWN_KEY));
    }

    private static SigningKey configured(String id) throws IOException {
        FileCredentials file = CredentialsProvider.findCredentialByIdInItemGroup(id, FileCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
        if (file == null) {
            throw new IOException("the key that signs promotions, '" + id + "', is no secret file of this Jenkins");
        }
        try (InputStream content = file.getContent()) {
            return SigningKey.parse(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("the key that signs promotions, '" + id + "', cannot be used: " + e.getMessage(), e);
        }
    }

    /** The Instance Identity plugin need not be installed; nothing but this method may name its types. */
    private static Optional<SigningKey> identity() {
        try {
            InstanceIdentity identity = InstanceIdentity.get();
            return Optional.of(SigningKey.of(identity.getPrivate(), identity.getPublic()));
        } catch (LinkageError | AssertionError e) {
            return Optional.empty(); // the plugin is not there, or not active
        }
    }
}
