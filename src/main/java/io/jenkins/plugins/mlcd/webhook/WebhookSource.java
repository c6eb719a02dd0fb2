package io.jenkins.plugins.mlcd.webhook;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody who may send webhooks of one kind.
 *
 * @param name as the record names it
 * @param kind what it sends
 * @param scheme how it proves who it is
 * @param secrets any of which proves it now, several while one takes the place of another; none when it cannot be had, then nothing is accepted from it
 * @param ratePerSecond requests a second that are accepted in the long run, at least 1; twice as many at once
 * @param alertmanagerUrl of an {@code alertmanager} source: where to ask whether an alert still fires
 */
public record WebhookSource(
        String name, Kind kind, Scheme scheme, Supplier<List<String>> secrets, int ratePerSecond, Optional<URI> alertmanagerUrl) {

    /** Enough for every honest sender; a storm has to stay below what the disk takes. */
    public static final int DEFAULT_RATE = 1_000;

    public WebhookSource {
        BuildLayout.requireName("webhook source", name);
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("ratePerSecond of webhook source '" + name + "' must be 1 or more, but is " + ratePerSecond);
        }
    }

    public static WebhookSource of(String name, Kind kind, Scheme scheme, Supplier<List<String>> secrets) {
        return new WebhookSource(name, kind, scheme, secrets, DEFAULT_RATE, Optional.empty());
    }

    /** What a payload is; in lower case it is the last part of the webhook's path. */
    public enum Kind {
        ALERTMANAGER, DATASET, S3, GCS, CLOUDEVENTS, GIT, DVC, MODEL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException naming the value and those that there are */
        public static Kind of(String word) {
            return parse(Kind.class, "kind", word);
        }
    }

    /** How a sender proves who it is. */
    public enum Scheme {
        /** {@code Authorization: Bearer <secret>}. */
        BEARER,
        /** {@code Authorization: Basic}, where the password is the secret; for senders that take it in the URL only. */
        BASIC,
        /** {@code X-Mlcd-Signature: t=<seconds>,v1=<hex>}: HMAC-SHA256 of {@code <seconds>.<raw body>}, at most five minutes old. */
        HMAC,
        /** {@code X-Hub-Signature-256: sha256=<hex>}: HMAC-SHA256 of the raw body, without a time. */
        GITHUB,
        /** {@code X-Gitlab-Token: <secret>}. */
        GITLAB,
        /** {@code ?token=<secret>}; for Pub/Sub, whose push has no header of one's own. */
        QUERY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException naming the value and those that there are */
        public static Scheme of(String word) {
            return parse(Scheme.class, "scheme", word);
        }
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String what, String word) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("webhook " + what + " '" + word + "' is not one of "
                + String.join(", ", java.util.Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList()));
    }
}
