package io.jenkins.plugins.mlcd.promotion;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys: as text, and what they can check. */
public final class PublicKeys {

    private static final int LINE = 64;

    private PublicKeys() {}

    /**
     * The key in {@code pem} ({@code -----BEGIN PUBLIC KEY-----}).
     *
     * @throws IllegalArgumentException when there is none, or it is neither Ed25519 nor RSA
     */
    public static PublicKey parse(String pem) {
        return decode(pem(pem, "PUBLIC KEY"));
    }

    static PublicKey decode(byte[] encoded) {
        try {
            for (String algorithm : new String[] {"Ed25519", "RSA"}) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
                } catch (InvalidKeySpecException e) {
                    // of the other kind, perhaps
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA and Ed25519", e);
        }
        throw new IllegalArgumentException("the public key is neither Ed25519 nor RSA");
    }

    /** By which people compare keys: the hash over its SubjectPublicKeyInfo. */
    public static String fingerprint(PublicKey key) {
        return CanonicalJson.sha256(key.getEncoded());
    }

    static String algorithm(PublicKey key) {
        return "RSA".equals(key.getAlgorithm()) ? "RS256" : "EdDSA";
    }

    static String signature(PublicKey key) {
        return "RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "Ed25519";
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(signature(key));
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // a signature that cannot even be read is none
        }
    }

    static byte[] pem(String text, String kind) {
        int begin = text.indexOf("-----BEGIN " + kind + "-----");
        int end = text.indexOf("-----END " + kind + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there is no '-----BEGIN " + kind + "-----' in it");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(text.indexOf('\n', begin), end).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what is between BEGIN and END " + kind + " is no base64", e);
        }
    }

    static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind + "-----\n";
    }

    /** As {@link #parse} reads it. */
    public static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }
}
