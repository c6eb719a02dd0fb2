package io.jenkins.plugins.mlcd.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs a JSON object so that a reader can tell not only that it was changed but where. Beside the object's own fields it has
 * {@code digests}, the hash of every value by its JSON pointer, and {@code signature} with a detached JWS (RFC 7515, appendix F) over the
 * canonical JSON (RFC 8785) of the digests.
 */
public final class SignedRecord {

    private static final String DIGESTS = "digests";
    private static final String SIGNATURE = "signature";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private SignedRecord() {}

    /** The object with its digests and signature. */
    public static ObjectNode sign(ObjectNode object, SigningKey key) {
        ObjectNode signed = CanonicalJson.asRead(object);
        ObjectNode digests = Json.mapper().valueToTree(CanonicalJson.digests(signed));
        ObjectNode header = Json.object().put("alg", key.algorithm()).put("kid", PublicKeys.fingerprint(key.publicKey()));
        String first = BASE64URL.encodeToString(CanonicalJson.bytes(header));
        byte[] value = key.sign(input(first, digests));
        signed.set(DIGESTS, digests);
        signed.putObject(SIGNATURE)
                .put("jws", first + ".." + BASE64URL.encodeToString(value))
                .put("publicKey", PublicKeys.pem(key.publicKey()));
        return signed;
    }

    private static byte[] input(String header, ObjectNode digests) {
        return (header + "." + BASE64URL.encodeToString(CanonicalJson.bytes(digests))).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What a check found.
     *
     * @param key fingerprint of the key by which it was checked
     * @param problems one sentence each; none when nothing was changed
     */
    public record Finding(String key, List<String> problems) {

        public boolean sound() {
            return problems.isEmpty();
        }
    }

    /**
     * Checks a signed object.
     *
     * @param trusted the key that must have signed; without it the one that the object carries, which proves only that nothing was changed
     *     since somebody signed it with that
     * @throws IOException when the object is not signed at all
     */
    public static Finding verify(ObjectNode signed, Optional<PublicKey> trusted) throws IOException {
        ObjectNode object = signed.deepCopy();
        JsonNode signature = object.remove(SIGNATURE);
        JsonNode digests = object.remove(DIGESTS);
        if (signature == null || !(digests instanceof ObjectNode list) || !signature.path("jws").isTextual()) {
            throw new IOException("it is not signed: it has no digests and signature");
        }
        List<String> problems = new ArrayList<>();
        PublicKey key = key(signature, trusted, problems);
        String[] jws = signature.get("jws").asText().split("\\.", -1);
        if (jws.length != 3 || !jws[1].isEmpty() || !headerFits(jws[0], key) || !PublicKeys.verifies(key, input(jws[0], list), base64(jws[2]))) {
            problems.add("the signature is not one of key " + PublicKeys.fingerprint(key) + " over the digests");
        }
        problems.addAll(changes(object, list));
        return new Finding(PublicKeys.fingerprint(key), List.copyOf(problems));
    }

    private static PublicKey key(JsonNode signature, Optional<PublicKey> trusted, List<String> problems) throws IOException {
        try {
            PublicKey carried = PublicKeys.parse(signature.path("publicKey").asText());
            if (trusted.isPresent() && !PublicKeys.fingerprint(trusted.get()).equals(PublicKeys.fingerprint(carried))) {
                problems.add("it was signed with another key, " + PublicKeys.fingerprint(carried));
            }
            return trusted.orElse(carried);
        } catch (IllegalArgumentException e) {
            throw new IOException("the public key in it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The algorithm is the key's and not the header's to say. */
    private static boolean headerFits(String header, PublicKey key) {
        try {
            ObjectNode node = Json.parseObject(new String(base64(header), StandardCharsets.UTF_8));
            return PublicKeys.algorithm(key).equals(node.path("alg").asText()) && PublicKeys.fingerprint(key).equals(node.path("kid").asText());
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static List<String> changes(ObjectNode object, ObjectNode digests) {
        Map<String, String> now = CanonicalJson.digests(object);
        Map<String, String> then = new TreeMap<>();
        digests.fields().forEachRemaining(field -> then.put(field.getKey(), field.getValue().asText()));
        List<String> changes = new ArrayList<>();
        then.forEach((pointer, digest) -> {
            if (!now.containsKey(pointer)) {
                changes.add(pointer + " was taken away");
            } else if (!digest.equals(now.get(pointer))) {
                changes.add(pointer + " was changed; it is " + object.at(pointer) + " now");
            }
        });
        now.keySet().stream().filter(pointer -> !then.containsKey(pointer)).forEach(pointer -> changes.add(pointer + " was added"));
        return changes;
    }
}
