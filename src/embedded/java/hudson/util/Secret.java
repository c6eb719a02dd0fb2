package hudson.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.SecretKeys;
import java.io.Serializable;
import java.util.Objects;

/** A text that is not to be shown or stored in the clear. Its encrypted form can be read by this home only. */
public final class Secret implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    @NonNull
    public String getPlainText() {
        return value;
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Secret s && value.equals(s.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The value encrypted with the key of this home, in braces. */
    public String getEncryptedValue() {
        return keys().encrypt(value);
    }

    /** What {@code data} means when it is an encrypted value of this home, or null. */
    @CheckForNull
    public static Secret decrypt(@CheckForNull String data) {
        return SecretKeys.looksEncrypted(data) ? keys().decrypt(data).map(Secret::new).orElse(null) : null;
    }

    /** Takes an encrypted value or a plain one. */
    @NonNull
    public static Secret fromString(@CheckForNull String data) {
        Secret decrypted = decrypt(data);
        return decrypted != null ? decrypted : new Secret(data == null ? "" : data);
    }

    @NonNull
    public static String toString(@CheckForNull Secret s) {
        return s == null ? "" : s.getPlainText();
    }

    private static SecretKeys keys() {
        return Host.get().singleton(SecretKeys.class, () -> new SecretKeys(Host.get().home().resolve("secrets")));
    }
}
