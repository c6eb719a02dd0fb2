package io.jenkins.plugins.mlcd.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON in the one form that RFC 8785 gives it, so that a hash does not depend on spaces, order or how a number was written. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** @throws IllegalArgumentException when it cannot be, as a number that is not finite */
    static byte[] bytes(ObjectNode object) {
        try {
            return new JsonCanonicalizer(Json.line(object)).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("no canonical JSON: " + e.getMessage(), e);
        }
    }

    /** The hash of each value in {@code object} that is no object or array, or an empty one, by its place as a JSON pointer (RFC 6901). */
    static Map<String, String> digests(ObjectNode object) {
        Map<String, String> digests = new TreeMap<>();
        collect("", object, digests);
        return digests;
    }

    private static void collect(String pointer, JsonNode node, Map<String, String> digests) {
        if (node.isContainerNode() && !node.isEmpty()) {
            if (node.isObject()) {
                node.fields().forEachRemaining(field -> collect(pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), field.getValue(), digests));
            } else {
                for (int i = 0; i < node.size(); i++) {
                    collect(pointer + "/" + i, node.get(i), digests);
                }
            }
        } else {
            ObjectNode wrapped = Json.object();
            wrapped.set("value", node);
            digests.put(pointer, sha256(bytes(wrapped)));
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A value that was parsed from text, as it would be read back: what is hashed must be what a reader sees. */
    static ObjectNode asRead(ObjectNode object) {
        try {
            return Json.parseObject(new String(Json.line(object).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
