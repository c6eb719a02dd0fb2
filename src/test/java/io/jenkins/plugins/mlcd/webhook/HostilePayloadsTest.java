package io.jenkins.plugins.mlcd.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.loop.Subscriptions;
import io.jenkins.plugins.mlcd.loop.TriggerRule;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Sends payloads that were damaged on purpose, with a right token, and looks at every answer. */
class HostilePayloadsTest {

    private static final int EACH = 1_500;
    private static final long SEED = 20261124;

    private static final List<String> TEXTS = List.of("", " ", "\u0000", "../../../etc/passwd", "file:///etc/passwd", "${jndi:ldap://x}", "<script>alert(1)</script>", "'; rm -rf / #",
            "\u202e\ud83d\ude00", "\ud800", "a".repeat(9_000), "%00%2e%2e%2f", "null", "-1", "1e308", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "sha256:", "\r\nSet-Cookie: x=y", "$.a.b", "*");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Occurrence> accepted = new ArrayList<>();
    private final List<LogRecord> logged = new ArrayList<>();
    private final List<WebhookSource> sources = Payloads.kinds().stream().map(kind -> new WebhookSource(kind.word(), kind, Scheme.BEARER, () -> List.of("s"), 1_000_000, Optional.empty())).toList();
    private final WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(sources, List.of()), this::take, () -> Instant.EPOCH, 256 * 1024, Duration.ofSeconds(10));

    /** As the intake does: everything has to survive being written and read. */
    private void take(List<Occurrence> occurrences) throws IOException {
        for (Occurrence occurrence : occurrences) {
            accepted.add(Json.mapper().readValue(Json.line(occurrence), Occurrence.class));
        }
    }

    @Test
    void neverAnswersWithAnErrorOfItsOwnAndStartsNothing() throws Exception {
        Logger logger = Logger.getLogger(WebhookReceiver.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        logger.addHandler(handler);
        Map<Kind, Map<Integer, Integer>> answers = new EnumMap<>(Kind.class);
        try {
            for (Kind kind : Payloads.kinds()) {
                for (int i = 0; i < EACH; i++) {
                    WebhookReply reply = send(kind, i % 3 == 0 ? damagedBytes(kind) : damagedStructure(kind));
                    answers.computeIfAbsent(kind, k -> new TreeMap<>()).merge(reply.status(), 1, Integer::sum);
                    assertThat(reply.body()).hasSizeLessThan(300).doesNotContain("Exception", "\tat ", "io.jenkins", "com.fasterxml", "/etc/passwd", "<script>");
                }
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(EACH * answers.size()).isGreaterThanOrEqualTo(10_000);
        assertThat(logged).extracting(record -> record.getMessage() + " " + record.getThrown()).as("a warning is a payload that nobody thought of").isEmpty();
        answers.forEach((kind, statuses) -> {
            assertThat(statuses.keySet()).as("answers to %s", kind).isSubsetOf(200, 202, 400, 413);
            assertThat(statuses.getOrDefault(400, 0)).as("refused of %s: %s", kind, statuses).isGreaterThan(EACH / 10);
        });
        noneConcernsAnotherJob();
    }

    /** What was still well-formed tells of the same places as the payload that it was made from, or of none that a job waits for. */
    private void noneConcernsAnotherJob() {
        Subscriptions jobs = new Subscriptions();
        jobs.put("fraud", TriggerRule.alerts("FraudDrift"));
        jobs.put("admin", TriggerRule.dataset("secret"));
        jobs.put("root", TriggerRule.dataset("/etc/*"));
        jobs.put("../config", TriggerRule.dataset("file:///srv/*"));
        for (Occurrence occurrence : accepted) {
            assertThat(jobs.find(occurrence)).isEqualTo(Set.of());
            assertThat(occurrence.subject().length()).isLessThanOrEqualTo(Occurrence.MAX_TEXT);
            assertThat(occurrence.key().length()).isLessThanOrEqualTo(Occurrence.MAX_TEXT + 7);
            assertThat((occurrence.subject() + occurrence.summary() + occurrence.key()).chars().noneMatch(Character::isISOControl)).isTrue();
            assertThat(Json.line(occurrence.detail()).length()).isLessThanOrEqualTo(16 * 1024);
        }
        assertThat(accepted).as("some survive, or the damage is too crude to test anything").hasSizeGreaterThan(1_000);
    }

    private WebhookReply send(Kind kind, byte[] body) {
        Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer s"), "Content-Type",
                List.of(random.nextInt(10) == 0 ? "text/plain" : "application/cloudevents+json"));
        return receiver.receive(new WebhookRequest("POST", kind.word(), Map.of(), headers, "192.0.2.1", new ByteArrayInputStream(body)));
    }

    private byte[] damagedBytes(Kind kind) throws IOException {
        byte[] bytes = Payloads.any(kind).getBytes(StandardCharsets.UTF_8);
        for (int i = 0, n = 1 + random.nextInt(8); i < n; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private byte[] damagedStructure(Kind kind) throws IOException {
        JsonNode root = Payloads.json(Payloads.any(kind));
        for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
            List<ContainerNode<?>> places = new ArrayList<>();
            collect(root, places);
            ContainerNode<?> place = places.get(random.nextInt(places.size()));
            if (place.isEmpty()) {
                continue;
            }
            if (place instanceof ObjectNode object) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                change(object, names.get(random.nextInt(names.size())));
            } else {
                ArrayNode array = (ArrayNode) place;
                array.set(random.nextInt(array.size()), value(array.get(0)));
            }
        }
        return Json.mapper().writeValueAsBytes(root);
    }

    private void change(ObjectNode object, String name) {
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), object.get(name));
            default -> object.set(name, value(object.get(name)));
        }
    }

    private JsonNode value(JsonNode former) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.numberNode(random.nextDouble(-1e300, 1e300));
            case 3 -> nodes.booleanNode(random.nextBoolean());
            case 4 -> nodes.arrayNode().add(former == null ? nodes.nullNode() : former.deepCopy());
            case 5 -> nodes.objectNode().set("x", former == null ? nodes.nullNode() : former.deepCopy());
            case 6 -> nest(40);
            default -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static JsonNode nest(int depth) {
        JsonNode node = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < depth; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        return node;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container) {
            places.add(container);
        }
        node.forEach(child -> collect(child, places));
    }
}
