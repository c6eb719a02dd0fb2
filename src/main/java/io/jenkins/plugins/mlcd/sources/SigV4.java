package io.jenkins.plugins.mlcd.sources;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request without a body by AWS Signature Version 4, which S3, MinIO, Ceph and the XML API of Google Cloud Storage understand.
 * Source: AWS Identity and Access Management, "Create a signed AWS API request".
 *
 * @param service {@code s3}
 */
record SigV4(String accessKey, String secretKey, String region, String service) {

    /** SHA-256 of nothing. */
    static final String EMPTY = Sha256.of("");

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The text of the header {@code x-amz-date}. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /**
     * The value of the Authorization header.
     *
     * @param url whose path is encoded as it is sent
     * @param query parameters as they are, not encoded
     * @param headers all that are signed beside {@code host}, among them {@code x-amz-date}
     */
    String authorization(String method, URI url, Map<String, String> query, Map<String, String> headers, Instant at) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
        signed.put("host", host(url));
        String names = String.join(";", signed.keySet());
        String canonical = String.join("\n", method, url.getRawPath().isEmpty() ? "/" : url.getRawPath(), canonical(query),
                signed.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue() + "\n").collect(Collectors.joining()), names, EMPTY);
        String day = time(at).substring(0, 8);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, time(at), scope, Sha256.of(canonical));
        byte[] key = hmac(hmac(hmac(hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day), region), service), "aws4_request");
        return ALGORITHM + " Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    /** The query string with names and values encoded and sorted, as it is signed and sent. */
    static String canonical(Map<String, String> query) {
        return query.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).sorted().collect(Collectors.joining("&"));
    }

    /** RFC 3986: everything but unreserved characters. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String host(URI url) {
        boolean standard = url.getPort() < 0 || "https".equals(url.getScheme()) && url.getPort() == 443 || "http".equals(url.getScheme()) && url.getPort() == 80;
        return url.getHost() + (standard ? "" : ":" + url.getPort());
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SigV4[" + accessKey + ", " + region + ", " + service + "]";
    }
}
