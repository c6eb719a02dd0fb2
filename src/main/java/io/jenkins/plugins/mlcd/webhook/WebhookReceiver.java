package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.webhook.BodyReader.Refused;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers webhooks. 202 is said only once what a request tells is on disk. Who cannot prove to be a configured source gets the same
 * answer whatever was wrong, and whether there is such a source at all. Safe for use by many threads.
 */
public final class WebhookReceiver {

    private static final Logger LOGGER = Logger.getLogger(WebhookReceiver.class.getName());

    /** A group of 2,000 alerts is about 2 MiB; what is larger should be cut by Alertmanager's {@code max_alerts}. */
    public static final int MAX_BYTES = 4 << 20;

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Requests of proven senders whose bodies are in memory at once. */
    private static final int MAX_AT_ONCE = 256;

    /** The same for those who prove themselves by signing the body, so that strangers who trickle theirs keep nobody else out. */
    private static final int MAX_UNPROVEN = 64;

    private static final int MAX_UNPROVEN_OF_A_PEER = 16;

    /** Failures a second that one address may have before it is not listened to for a while. */
    private static final double FAILURES_PER_SECOND = 5;

    private static final int MAX_PEERS = 10_000;

    /** Puts occurrences on disk; returns when they are there. */
    public interface Sink {
        void accept(List<Occurrence> occurrences) throws IOException;
    }

    private final Supplier<WebhookSettings> settings;
    private final Sink sink;
    private final InstantSource clock;
    private final BodyReader bodies;
    private final Slots proven = new Slots(MAX_AT_ONCE, MAX_AT_ONCE);
    private final Slots unproven = new Slots(MAX_UNPROVEN, MAX_UNPROVEN_OF_A_PEER);
    private final TokenBuckets sources = new TokenBuckets(MAX_PEERS);
    private final TokenBuckets failures = new TokenBuckets(MAX_PEERS);
    private final ReplayCache replays = new ReplayCache(Authenticator.WINDOW);

    public WebhookReceiver(Supplier<WebhookSettings> settings, Sink sink, InstantSource clock) {
        this(settings, sink, clock, MAX_BYTES, PATIENCE);
    }

    WebhookReceiver(Supplier<WebhookSettings> settings, Sink sink, InstantSource clock, int maxBytes, Duration patience) {
        this.settings = settings;
        this.sink = sink;
        this.clock = clock;
        this.bodies = new BodyReader(maxBytes, patience, clock);
    }

    /** The reply to a request; never an exception, whatever the request is. */
    public WebhookReply receive(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return WebhookReply.error(405, "a webhook is sent by POST").with("Allow", "POST");
        }
        try {
            return answer(request);
        } catch (Refused e) {
            return e.reply();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the body of a webhook ended early");
            return WebhookReply.error(400, "the body ended early");
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "a webhook of the kind '" + plain(request.kind()) + "' cannot be read");
            return WebhookReply.error(400, "the payload cannot be read");
        }
    }

    private WebhookReply answer(WebhookRequest request) throws IOException, Refused {
        WebhookSettings now = settings.get();
        String peer = Network.peer(RemoteAddress.of(request, now.trustedProxies()));
        if (!failures.has(peer, FAILURES_PER_SECOND, clock.instant())) {
            return later(429, "too many requests that were not accepted", Duration.ofSeconds(1));
        }
        bodies.requireLength(request);
        List<WebhookSource> candidates = now.sources().stream().filter(source -> source.kind().word().equals(request.kind())).toList();
        Optional<WebhookSource> source = Authenticator.find(
                candidates.stream().filter(c -> !Authenticator.needsBody(c)).toList(), request, new byte[0], clock.instant());
        List<WebhookSource> signing = candidates.stream().filter(Authenticator::needsBody).toList();
        if (source.isPresent()) {
            Optional<WebhookReply> limit = limit(source.get());
            return limit.isPresent() ? limit.get() : within(proven, source.get().name(), () -> once(source.get(), request, bodies.raw(request.body())));
        }
        return signing.isEmpty() ? refused(peer) : within(unproven, peer, () -> signed(signing, request, peer));
    }

    private interface Work {
        WebhookReply run() throws IOException, Refused;
    }

    private static WebhookReply within(Slots slots, String who, Work work) throws IOException, Refused {
        if (!slots.enter(who)) {
            return later(503, "too many requests at once", Duration.ofSeconds(1));
        }
        try {
            return work.run();
        } finally {
            slots.leave(who);
        }
    }

    private WebhookReply signed(List<WebhookSource> signing, WebhookRequest request, String peer) throws IOException, Refused {
        byte[] raw = bodies.raw(request.body());
        Optional<WebhookSource> source = Authenticator.find(signing, request, raw, clock.instant());
        if (source.isEmpty()) {
            return refused(peer);
        }
        Optional<WebhookReply> limit = limit(source.get());
        return limit.isPresent() ? limit.get() : once(source.get(), request, raw);
    }

    /** One answer for a kind that nobody sends, a wrong secret, an old time and a damaged signature. */
    private WebhookReply refused(String peer) {
        failures.take(peer, FAILURES_PER_SECOND, clock.instant());
        return WebhookReply.error(403, "not accepted");
    }

    private Optional<WebhookReply> limit(WebhookSource source) {
        return sources.take(source.name(), source.ratePerSecond(), clock.instant())
                .map(wait -> later(429, "more than " + source.ratePerSecond() + " requests a second", wait));
    }

    private WebhookReply once(WebhookSource source, WebhookRequest request, byte[] raw) throws Refused {
        if (source.scheme() != Scheme.HMAC) {
            return deliver(source, request, raw);
        }
        String signature = source.name() + " " + request.header("X-Mlcd-Signature").orElse("");
        if (!replays.first(signature, clock.instant())) {
            return WebhookReply.repeated();
        }
        boolean accepted = false;
        try {
            WebhookReply reply = deliver(source, request, raw);
            accepted = reply.status() == 202;
            return reply;
        } finally {
            if (!accepted) {
                replays.retract(signature);
            }
        }
    }

    private WebhookReply deliver(WebhookSource source, WebhookRequest request, byte[] raw) throws Refused {
        try {
            List<Occurrence> occurrences = Payload.of(source.kind()).read(json(bodies.unpacked(raw, request)), request, source.name());
            sink.accept(occurrences);
            return WebhookReply.accepted(occurrences.size());
        } catch (PayloadException e) {
            return WebhookReply.error(400, e.getMessage());
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, () -> "a webhook of source '" + source.name() + "' cannot be written to disk: " + e.getMessage());
            return later(503, "it cannot be written to disk now", Duration.ofSeconds(5));
        }
    }

    private static JsonNode json(byte[] content) throws PayloadException {
        try {
            return HostileJson.parse(content);
        } catch (IOException e) {
            throw new PayloadException("the body must be JSON within the limits of depth and size");
        }
    }

    private static WebhookReply later(int status, String sentence, Duration wait) {
        return WebhookReply.error(status, sentence).with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static String plain(String kind) {
        return kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "?").substring(0, Math.min(16, kind.length()));
    }

    /** The kinds that a webhook's path can end with. */
    public static List<String> kinds() {
        return java.util.Arrays.stream(Kind.values()).map(Kind::word).toList();
    }
}
