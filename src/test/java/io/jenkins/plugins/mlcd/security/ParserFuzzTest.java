package io.jenkins.plugins.mlcd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every parser of text from outside, given much that is almost right: it answers, or says in one sentence why not, and soon. The parsers are found, not listed:
 * whatever is a static {@code parse} or {@code fromJson} of a text in a room that ships in the plugin is here.
 */
class ParserFuzzTest {

    private static final String ROOT = "io.jenkins.plugins.mlcd.";
    private static final List<String> ROOMS = Stream.of("webhook", "record", "sweep", "validate", "canary", "monitor", "expression", "view", "promotion", "prometheus", "loop", "kubernetes", "dataset",
            "labels", "sources", "notify", "target", "lint").map(room -> ROOT + room).toList();
    private static final int TRIES = 150;
    private static final String SIGNS = "[](){}\"'\\:,.-+*%\n\u0000\ud800";
    private static final long MOST_NANOS = 1_000_000_000L;

    /** Something of each form that is read here; mutants of these are the input. */
    private static final List<String> SEEDS = List.of("", "accuracy >= baseline - 0.005", "old.recall[class=7] >= 1.2 * baseline", "latency_p99_ms <= 20ms", "error_rate <= stable + 0.01 after 15m",
            "{\"step\": 3, \"accuracy\": 0.97, \"resources\": {\"device\": \"cpu\"}}", "1e-4..1e-1 log", "16..256 step 16", "8, 12, 16", "2h", "10.0.0.0/8", "2001:db8::/32",
            "severity=critical, model=~\"churn|fraud\"", "$.detail.labels.model[0]", "header x-user=beta", "hash cookie uid", "convnet lr < 0.01 and (dropout < 0.1 or width >= 32)",
            "reason ~ 'out of memory'", "3.digits.7", "drift(sensitivity: 'high', test: 'ks')", "apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: train}]}}}",
            "-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----", "maximize", "best", "bonferroni",
            "{\"schema\":\"mlcd/profile\",\"version\":1,\"samples\":1,\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"1970-01-01T00:00:00Z\",\"features\":{\"x\":{\"count\":1,\"missing\":0,\"mean\":1,"
                    + "\"variance\":0,\"min\":1,\"max\":1,\"sketch\":\"AAAAAT/wAAAAAAAA\"}},\"predictions\":{\"counts\":{\"a\":1},\"other\":0}}",
            "{\"latency_p99_ms\": {\"value\": 12.3, \"low\": 11.9, \"high\": 12.8}}", "((((((((((((((((((((((((((((((((a", "a".repeat(40) + "!", "0.1, 0.2, 0.3");

    private static final Map<String, String> PAYLOADS = Map.of(
            "alertmanager", "{\"version\": \"4\", \"alerts\": [{\"status\": \"firing\", \"labels\": {\"alertname\": \"A\"}, \"annotations\": {}, \"startsAt\": \"2026-11-24T04:02:24Z\", \"fingerprint\": \"21\"}]}",
            "dataset", "{\"dataset\": \"digits\", \"version\": \"sha256:1\", \"samples\": 6200, \"newSamples\": 200, \"producer\": {\"job\": \"a\", \"build\": 43}}",
            "s3", "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\": \"b\"}, \"object\": {\"key\": \"k%20x\", \"eTag\": \"e\"}}}]}",
            "gcs", "{\"message\": {\"data\": \"eyJidWNrZXQiOiJiIn0=\", \"attributes\": {\"bucketId\": \"b\", \"objectId\": \"o\", \"eventType\": \"OBJECT_FINALIZE\", \"objectGeneration\": \"1\"}}}",
            "cloudevents", "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/s\", \"type\": \"t\", \"subject\": \"x\", \"data\": {\"dataset\": \"digits\", \"version\": \"1\"}}",
            "git", "{\"ref\": \"refs/heads/main\", \"after\": \"0123456789012345678901234567890123456789\", \"repository\": {\"clone_url\": \"https://example.org/a/b.git\", \"default_branch\": \"main\"}, \"commits\": [{\"added\": [\"x\"], \"modified\": []}]}",
            "model", "{\"model\": \"digits\", \"confidence\": 0.41, \"at\": \"2026-11-24T04:02:24Z\"}");

    private static Map<String, Method> parsers() {
        Map<String, Method> found = new TreeMap<>();
        new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOMS).stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC) && !method.getModifiers().contains(JavaModifier.PRIVATE) && Set.of("parse", "fromJson").contains(method.getName()))
                .filter(method -> method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class) || type.isEquivalentTo(Object.class)))
                .map(method -> method.reflect())
                .forEach(method -> found.put(method.toString().replaceAll("[\\w.]+\\.(\\w+\\.\\w+\\()", "$1").replaceAll("^.* (\\w+\\.\\w+\\()", "$1"), method));
        return found;
    }

    private static Object[] arguments(Method parser, String text) {
        Class<?>[] types = parser.getParameterTypes();
        int last = 0;
        for (int i = 0; i < types.length; i++) {
            if (types[i] == String.class || types[i] == Object.class) {
                last = i;
                if (!parser.getName().equals("parse") || types.length == 1 || !isName(parser, i)) {
                    break;
                }
            }
        }
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = i == last ? text : types[i] == Optional.class ? Optional.empty() : types[i] == Collection.class ? List.of("own") : types[i] == int.class ? (Object) 10 : "name";
        }
        return values;
    }

    /** Some parsers are first told what they read, for their messages. */
    private static boolean isName(Method parser, int index) {
        return Set.of("what", "name").contains(parser.getParameters()[index].getName());
    }

    private static String mutate(String seed, SplittableRandom random) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = text.length() == 0 ? 0 : random.nextInt(text.length());
            switch (random.nextInt(7)) {
                case 0 -> text.insert(at, (char) random.nextInt(1, 0x250));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                case 2 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 3 -> text.insert(at, List.of("NaN", "1e999", "-0", "99999999999999999999", "null", "\\u0000", "../..", "<script>", "${x}").get(random.nextInt(9)));
                case 4 -> text.append(text, 0, Math.min(text.length(), 40));
                case 5 -> text.insert(at, "[({".substring(random.nextInt(3)).substring(0, 1).repeat(1 + random.nextInt(3_000)));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    @TestFactory
    List<DynamicTest> everyParserAnswersOrSaysWhyNot() {
        List<DynamicTest> tests = new ArrayList<>();
        parsers().forEach((name, parser) -> tests.add(DynamicTest.dynamicTest(name, () -> fuzz(parser))));
        return tests;
    }

    private static void fuzz(Method parser) throws Exception {
        parser.setAccessible(true);
        SplittableRandom random = new SplittableRandom(parser.toString().hashCode());
        for (int i = 0; i < TRIES; i++) {
            String input = i < SEEDS.size() ? SEEDS.get(i) : mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
            long begun = cpu();
            try {
                parser.invoke(null, arguments(parser, input));
            } catch (InvocationTargetException e) {
                requireRefusal(parser, input, e.getCause());
            }
            // The first call loads classes.
            assertThat(i == 0 ? 0 : cpu() - begun).as("CPU nanoseconds for '%s'", input).isLessThan(MOST_NANOS);
        }
    }

    /** Of this thread: the tests run on busy machines. */
    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void requireRefusal(Method parser, String input, Throwable thrown) {
        boolean refusal = thrown instanceof IllegalArgumentException || thrown instanceof IOException || List.of(parser.getExceptionTypes()).stream().anyMatch(type -> type.isInstance(thrown));
        assertThat(refusal).as("%s of '%s'", thrown, input).isTrue();
        assertThat(thrown.getMessage()).as("message for '%s'", input).isNotBlank();
    }

    @Test
    void findsTheParsers() {
        assertThat(parsers().keySet()).hasSizeGreaterThan(20)
                .anyMatch(name -> name.startsWith("ReportParser.parse(")).anyMatch(name -> name.startsWith("Profile.fromJson(")).anyMatch(name -> name.startsWith("AlertMatcher.parse("));
    }

    @Test
    void profilesOfStrangersAreRefusedOrRead() {
        SplittableRandom random = new SplittableRandom(5);
        String seed = SEEDS.stream().filter(text -> text.contains("mlcd/profile")).findFirst().orElseThrow();
        assertThatCode(() -> Profile.fromJson(seed)).doesNotThrowAnyException();
        for (int i = 0; i < TRIES; i++) {
            String input = mutate(seed, random);
            try {
                Profile.fromJson(input);
            } catch (IOException | IllegalArgumentException e) {
                assertThat(e.getMessage()).as(input).isNotBlank();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyWebhookIsAnswered() {
        assertThat(PAYLOADS.keySet()).as("kinds of webhooks").containsAll(Stream.of(WebhookSource.Kind.values()).map(WebhookSource.Kind::word).filter(kind -> !kind.equals("dvc")).toList());
        return PAYLOADS.entrySet().stream().map(payload -> DynamicTest.dynamicTest(payload.getKey(), () -> {
            SplittableRandom random = new SplittableRandom(payload.getKey().hashCode());
            WebhookSource source = new WebhookSource("x", WebhookSource.Kind.of(payload.getKey()), WebhookSource.Scheme.BEARER, () -> List.of("secret"), 100_000, Optional.empty());
            for (int i = 0; i < TRIES; i++) {
                WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(List.of(source), List.of()), occurrences -> { }, InstantSource.system());
                String body = i == 0 ? payload.getValue() : mutate(payload.getValue(), random);
                WebhookReply reply = receiver.receive(new WebhookRequest("POST", payload.getKey(), Map.of(), Map.of("Authorization", List.of("Bearer secret"), "Content-Type", List.of(payload.getKey().equals("cloudevents") ? "application/cloudevents+json" : "application/json"), "X-GitHub-Event", List.of("push")),
                        "192.0.2.1", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
                assertThat(reply.status()).as(body).isIn(i == 0 ? List.of(202) : List.of(200, 202, 400, 413));
                assertThat(reply.body()).as(body).doesNotContain("Exception", "secret", "<script>");
            }
        }));
    }
}
