package io.jenkins.plugins.mlcd.embedded.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which this home encrypts secrets: AES with 256 bits in GCM mode (NIST SP 800-38D), a new 96-bit nonce for each value.
 * It lies in a file that only its owner may read, and is made when it is first needed.
 */
public final class SecretKeys {

    private static final Pattern ENCRYPTED = Pattern.compile("\\{[A-Za-z0-9+/]+={0,2}}");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    public SecretKeys(Path directory) {
        try {
            key = new SecretKeySpec(loadOrMake(directory.resolve("embedded.secret.key")), "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the key in " + directory, e);
        }
    }

    private byte[] loadOrMake(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        Files.createDirectories(file.getParent());
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Path made = posix ? Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly)) : Files.createFile(file);
        return Files.readAllBytes(Files.write(made, bytes));
    }

    /** What tells this home from others, and tells nothing of the key: a SHA-256 over it, in hexadecimal digits. */
    public String instanceId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("instance".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    public static boolean looksEncrypted(String text) {
        return text != null && ENCRYPTED.matcher(text).matches();
    }

    public String encrypt(String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, NONCE_BYTES).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return "{" + Base64.getEncoder().encodeToString(all) + "}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM is not available", e);
        }
    }

    /** The plain text, or nothing when {@code text} was not encrypted with this key. */
    public Optional<String> decrypt(String text) {
        try {
            byte[] all = Base64.getDecoder().decode(text.substring(1, text.length() - 1));
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, all, NONCE_BYTES).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // a plain text in braces, or one of another home
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int length) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, length));
        return cipher;
    }
}
