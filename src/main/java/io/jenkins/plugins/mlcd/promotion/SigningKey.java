package io.jenkins.plugins.mlcd.promotion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair that signs, Ed25519 or RSA of at least 2048 bits. */
public final class SigningKey {

    private static final int LEAST_RSA_BITS = 2048;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** @throws IllegalArgumentException when the two do not belong together, or are of a kind that is not used here */
    public static SigningKey of(PrivateKey privateKey, PublicKey publicKey) {
        SigningKey key = new SigningKey(privateKey, publicKey);
        byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
        if (!PublicKeys.verifies(publicKey, probe, key.sign(probe))) {
            throw new IllegalArgumentException("the public key does not belong to the private key");
        }
        return key;
    }

    /**
     * The private key in {@code pem} (PKCS #8, {@code -----BEGIN PRIVATE KEY-----}).
     *
     * @throws IllegalArgumentException when there is none, it is encrypted, or of a kind that is not used here
     */
    public static SigningKey parse(String pem) {
        byte[] encoded = PublicKeys.pem(pem, "PRIVATE KEY");
        try {
            for (String algorithm : new String[] {"Ed25519", "RSA"}) {
                try {
                    PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                    return of(key, publicOf(key));
                } catch (InvalidKeySpecException e) {
                    // of the other kind, perhaps
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot be used: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the private key is neither Ed25519 nor RSA");
    }

    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            if (rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
                throw new IllegalArgumentException("an RSA key must have at least " + LEAST_RSA_BITS + " bits, but has " + rsa.getModulus().bitLength());
            }
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        }
        if (key instanceof EdECPrivateKey edec) {
            // The platform derives a public key only while it makes a pair; its random number is the private key. That it does so is checked by a signature.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(edec.getBytes().orElseThrow(() -> new IllegalArgumentException("the private key has no value"))));
            return generator.generateKeyPair().getPublic();
        }
        throw new IllegalArgumentException("the private key is neither Ed25519 nor RSA with its prime numbers");
    }

    /** "Random" numbers that are known. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, Math.min(bytes.length, into.length));
        }
    }

    /** The key in {@code file}; a new Ed25519 key is made and written there, readable by its owner only, when there is no such file. */
    public static SigningKey inFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            make(file);
        }
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, PublicKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()), StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            try {
                Files.createLink(file, fresh); // another thread or process may have been first; then its key holds
            } catch (FileAlreadyExistsException e) {
                // as said
            } finally {
                Files.delete(fresh);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** The algorithm as RFC 7518 and RFC 8037 name it. */
    String algorithm() {
        return PublicKeys.algorithm(publicKey);
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(PublicKeys.signature(publicKey));
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot sign: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey that && Arrays.equals(publicKey.getEncoded(), that.publicKey.getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey.getEncoded());
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return algorithm() + " " + Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }
}
