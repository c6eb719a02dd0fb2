package io.jenkins.plugins.mlcd.webhook;

import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds out which source sent a request. Every secret of every source of the kind is tried, whether or not an earlier one fits, and secrets are compared
 * in constant time, so that the time an answer takes tells nothing.
 */
final class Authenticator {

    /** How old or how far ahead a signed time may be. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final Pattern HUB_SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})");
    private static final String MAC = "HmacSHA256";

    private Authenticator() {}

    /** Whether the secret stands in the request itself, so that the sender is known before the body is read. */
    static boolean needsBody(WebhookSource source) {
        return source.scheme() == Scheme.HMAC || source.scheme() == Scheme.GITHUB;
    }

    /** The source whose secret the request proves; empty when it proves none. */
    static Optional<WebhookSource> find(List<WebhookSource> candidates, WebhookRequest request, byte[] body, Instant now) {
        Optional<WebhookSource> found = Optional.empty();
        for (WebhookSource source : candidates) {
            boolean fits = source.secrets().get().stream().filter(secret -> !secret.isEmpty()).filter(secret -> proves(source, secret, request, body, now)).count() > 0;
            if (fits && found.isEmpty()) {
                found = Optional.of(source);
            }
        }
        return found;
    }

    private static boolean proves(WebhookSource source, String secret, WebhookRequest request, byte[] body, Instant now) {
        return switch (source.scheme()) {
            case BEARER -> same(secret, credentials(request, "bearer "));
            case BASIC -> same(secret, credentials(request, "basic ").flatMap(Authenticator::password));
            case GITLAB -> same(secret, request.header("X-Gitlab-Token"));
            case QUERY -> same(secret, request.parameter("token"));
            case GITHUB -> signed(secret, match(HUB_SIGNATURE, request.header("X-Hub-Signature-256")).map(m -> m.group(1)), body);
            case HMAC -> timed(secret, request, body, now);
        };
    }

    private static Optional<String> credentials(WebhookRequest request, String scheme) {
        return request.header("Authorization").filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean timed(String secret, WebhookRequest request, byte[] body, Instant now) {
        Optional<Matcher> header = match(SIGNATURE, request.header("X-Mlcd-Signature"));
        if (header.isEmpty()) {
            return false;
        }
        String seconds = header.get().group(1);
        boolean fresh = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now).abs().compareTo(WINDOW) <= 0;
        return signed(secret, Optional.of(header.get().group(2)), concat((seconds + ".").getBytes(StandardCharsets.US_ASCII), body)) && fresh;
    }

    private static Optional<Matcher> match(Pattern pattern, Optional<String> text) {
        return text.map(value -> pattern.matcher(value.strip())).filter(Matcher::matches);
    }

    private static boolean signed(String secret, Optional<String> hex, byte[] content) {
        byte[] expected = hmac(secret, content);
        return hex.isPresent() && MessageDigest.isEqual(expected, HexFormat.of().parseHex(hex.get()));
    }

    /** Digests are compared, because the comparison of texts of different lengths would tell the secret's length. */
    private static boolean same(String secret, Optional<String> given) {
        return MessageDigest.isEqual(digest(secret), digest(given.orElse(""))) && given.isPresent();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** The value of {@code X-Mlcd-Signature} for a body that is sent at {@code at}. */
    static String sign(String secret, Instant at, byte[] body) {
        byte[] content = concat((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII), body);
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac(secret, content));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
