package io.jenkins.plugins.mlcd.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Names that MLflow accepts as those of metrics, parameters and tags, each of which becomes a file. */
final class MlflowNames {

    private static final int LONGEST = 240;
    private static final int ID_DIGITS = 32;

    private final Map<String, String> taken = new HashMap<>();

    /** The same name for the same one; of two that would become the same file, the second gets a number. */
    String of(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.\\- ]", "_");
        if (safe.isBlank() || safe.startsWith(".")) {
            safe = "_" + safe;
        }
        safe = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        String unique = safe;
        for (int i = 2; !taken.getOrDefault(unique, name).equals(name); i++) {
            unique = safe + "_" + i;
        }
        taken.put(unique, name);
        return unique;
    }

    /** 32 hexadecimal digits that follow from the parts, so that an export again gives the same runs. */
    static String id(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
