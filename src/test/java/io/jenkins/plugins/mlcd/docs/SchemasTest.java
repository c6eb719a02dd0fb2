package io.jenkins.plugins.mlcd.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.mlcd.labels.InputShape;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.labels.Queues;
import io.jenkins.plugins.mlcd.labels.ValueRanges;
import io.jenkins.plugins.mlcd.loop.GateOverride;
import io.jenkins.plugins.mlcd.loop.Lineage;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.PromotionLock;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Retention;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.promotion.PromotionRecords;
import io.jenkins.plugins.mlcd.promotion.SigningKey;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.NoPruner;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that is written has a JSON schema in docs/reference/schemas, and is as its schema says. */
class SchemasTest {

    private static final Path SCHEMAS = Path.of("docs/reference/schemas");
    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");

    @TempDir
    Path directory;

    static List<Schema> all() throws IllegalAccessException {
        List<Schema> schemas = new ArrayList<>();
        for (Field field : Schema.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Schema.class) {
                schemas.add((Schema) field.get(null));
            }
        }
        return schemas;
    }

    private static Path file(Schema schema) {
        return SCHEMAS.resolve(schema.name().substring("mlcd/".length()) + "-" + schema.version() + ".schema.json");
    }

    private static JsonSchema schema(Path file) {
        try {
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(file), com.networknt.schema.InputFormat.JSON, config);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyKindOfFileHasASchemaThatIsOne(Schema kind) throws IOException {
        JsonNode document = Json.mapper().readTree(Files.readAllBytes(file(kind)));
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(document)).isEmpty();
        assertThat(document.path("$id").asText()).endsWith(file(kind).getFileName().toString());
    }

    @Test
    void everySchemaIsOfAKindOfFile() throws Exception {
        Set<String> expected = Set.copyOf(all().stream().map(kind -> file(kind).getFileName().toString()).toList());
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".schema.json"))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Checks every record below {@code root} by what its first line or the object states. */
    private static int check(Path root) throws IOException {
        int checked = 0;
        List<Path> files;
        try (Stream<Path> tree = Files.walk(root)) {
            files = tree.filter(Files::isRegularFile).filter(f -> f.toString().matches(".*\\.jsonl?")).toList();
        }
        for (Path file : files) {
            List<JsonNode> parts = file.toString().endsWith(".json") ? List.of(Json.mapper().readTree(Files.readAllBytes(file)))
                    : Files.readAllLines(file).stream().map(SchemasTest::parse).toList();
            JsonNode head = parts.get(0);
            if (!head.path("schema").asText().startsWith("mlcd/")) {
                continue;
            }
            Path document = file(new Schema(head.path("schema").asText(), head.path("version").asInt()));
            if (Files.notExists(document) && isMigrated(head)) {
                continue;
            }
            JsonSchema schema = schema(document);
            for (JsonNode part : parts) {
                assertThat(schema.validate(part)).as("%s: %s", file, part).isEmpty();
                requireKnown(document, part);
                checked++;
            }
        }
        return checked;
    }

    /** An older version is read in today's form, which has a schema; what was written then has none any more. */
    private static boolean isMigrated(JsonNode head) {
        return head.path("schema").asText().equals(Schema.LINEAGE.name()) && head.path("version").asInt() == 1;
    }

    /** What a schema lets pass as an event of a later version is in what is written today an event that was forgotten. */
    private static void requireKnown(Path document, JsonNode line) throws IOException {
        if (line.has("event")) {
            assertThat(Files.readString(document)).as("event of " + document).contains("\"const\": \"" + line.get("event").asText() + "\"");
        }
    }

    private static JsonNode parse(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void whatARealLoopRecordedFits() throws IOException {
        assertThat(check(RECORDED)).isGreaterThan(500);
    }

    @Test
    void whatAStudyWritesFits() throws Exception {
        StudyDefinition definition = new StudyDefinition("digits", "accuracy", Direction.MAXIMIZE, Map.of("a", SearchSpace.parse(Map.of("x", "0.0..1.0", "n", "1, 2"))),
                new RandomSampler(1), new NoPruner(), Limits.trials(3), ModelPolicy.BEST);
        try (Study study = Study.open(new BuildLayout(directory).study("digits"), definition, InstantSource.system(), Study.Orphans.LOST)) {
            Trial first = ((Ask.Run) study.ask("1")).trial();
            study.report(first.number(), first.attempt(), Report.of("accuracy", 0.5, OptionalInt.of(1)));
            study.tell(first.number(), first.attempt());
            study.keptModel(first.number(), "mlcd/trials/digits/0", 10, 1);
            Trial second = ((Ask.Run) study.ask("1")).trial();
            study.report(second.number(), second.attempt(), Report.of("accuracy", Double.NaN, OptionalInt.of(1)));
            study.fail(second.number(), second.attempt(), "exit code 1");
        }
        assertThat(check(directory)).isGreaterThan(6);
    }

    @Test
    void whatTheRegistryAndPromotionsWriteFits() throws IOException {
        Registry registry = Registry.of(directory);
        for (int build = 1; build <= 4; build++) {
            ModelVersion version = new ModelVersion("digits", "" + build, build, Optional.of("digits"), Optional.of(build), Map.of("lr", 0.1, "opt", "adam", "bn", true),
                    Map.of("accuracy", 0.9, "loss", Double.NaN), Optional.of("sha256:d"), "mlcd/models/digits-" + build, 10, "sha256:" + build, List.of("t"), Instant.EPOCH);
            registry.register(version);
            BuildLayout layout = new BuildLayout(directory.resolve("builds/" + build));
            Files.createDirectories(layout.directory());
            new GateOverride(version.id(), true, "alice", Instant.now(), "needed").write(layout);
            for (String record : List.of("dataset.json", "validation.json", "rollout.jsonl")) {
                String text = Files.readString(RECORDED.resolve("builds/1/mlcd").resolve(record)).replace("digits:1\"", version.id() + "\"");
                Files.writeString(layout.directory().resolve(record), text);
            }
            Lineage.write(layout, new JobLayout(directory), "team/digits", build, Optional.of(new Lineage.Cause("user", "by alice", Map.of())), registry.require(version.id()),
                    Optional.of("7f98"));
        }
        registry.lock(PromotionLock.of(registry.require("digits:1"), 1, "mlPromote", "promotes"), Optional.empty(), build -> true);
        registry.promote("digits:1", 1, "alice", "better");
        registry.unlock("digits", 1, "done");
        registry.stage("digits:2", Stage.CANARY, 2, "mlCanary", "5 %");
        registry.promote("digits:2", 2, "mlCanary", "100 %");
        registry.rollback("digits", 3, "bob", "worse");
        registry.alias("digits", "champion", Optional.of("digits:2"), 0, "alice");
        registry.alias("digits", "champion", Optional.empty(), 0, "alice");
        registry.giveUpFiles("digits", new Retention(Optional.empty(), OptionalInt.of(1), OptionalLong.empty()), build -> false);
        PromotionRecords.complete(directory, "team/digits", () -> SigningKey.inFile(directory.resolve("key.pem")));
        assertThat(check(directory)).isGreaterThan(50);
    }

    @Test
    void whatAQueueOfLabelsWritesFits() throws IOException {
        LabelQueue queue = Queues.filled(new LabelQueue(directory, "digits", InstantSource.system()), 4, 2);
        String id = queue.next("alice").orElseThrow().sample().content();
        queue.label("alice", id, "3", true);
        queue.undo("alice");
        queue.release("alice");
        queue.skip("alice", id);
        queue.comment("bob", id, "blurred");
        queue.setAside("bob", id, "blurred");
        queue.bringBack("bob", id);
        queue.used(2, "sha256:d");
        QueueSettings settings = Queues.settings(1);
        queue.fill(new QueueSettings("digits", "digits", 1, settings.lease(), settings.guess(), 1, settings.classes(), new InputShape(0, 0, List.of("a", "b")),
                new ValueRanges(List.of(0f, 0f), List.of(1f, 1f))), Queues.filling(1, 9), 3, 1);
        queue.label("carol", queue.next("carol").orElseThrow().sample().content(), "", false);
        queue.announce((told, fresh, key) -> { });
        assertThat(check(directory)).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            registry | {"event":"stage","at":"2026-01-01T00:00:00Z","model":"digits","version":"1","stage":"shelf","build":1,"by":"x","reason":"y"}
            registry | {"event":"locked","at":"yesterday","model":"digits","version":"1","build":1,"by":"x","reason":"y"}
            registry | {"event":"unlocked","model":"digits","build":1,"reason":"y"}
            study    | {"event":"told","at":"2026-01-01T00:00:00Z","trial":-1,"value":1,"metrics":{}}
            study    | {"event":"asked","at":"2026-01-01T00:00:00Z","trial":1,"algorithm":"a","params":{"x":{}},"seed":1,"worker":"1"}
            labels   | {"event":"labelled","at":"2026-01-01T00:00:00Z","id":"x","by":"alice","label":"1"}
            labels   | {"event":"claimed","at":"2026-01-01T00:00:00Z","id":"0000000000000000000000000000000000000000000000000000000000000000","by":"alice"}
            override | {"schema":"mlcd/override","version":1,"model":"digits","approved":true,"by":"a","at":"2026-01-01T00:00:00Z","reason":"r"}
            override | {"schema":"mlcd/override","version":2,"model":"digits:1","approved":true,"by":"a","at":"2026-01-01T00:00:00Z","reason":"r"}
            """)
    void whatIsWrongDoesNotFit(String kind, String line) {
        assertThat(schema(SCHEMAS.resolve(kind + "-1.schema.json")).validate(parse(line))).isNotEmpty();
    }

    @Test
    void aNewerVersionIsRefusedWithBothNamed() throws IOException {
        Path lineage = Files.writeString(directory.resolve("lineage.json"), "{\"schema\":\"mlcd/lineage\",\"version\":3}");
        assertThatThrownBy(() -> RecordFile.read(lineage, Schema.LINEAGE))
                .hasMessageContaining("has mlcd/lineage version 3; this mlcd reads up to version 2");
        Path registry = Files.createDirectories(directory.resolve("mlcd")).resolve("registry.jsonl");
        Files.writeString(registry, "{\"schema\":\"mlcd/registry\",\"version\":7}\n{\"event\":\"stage\"}\n");
        assertThatThrownBy(() -> Registry.of(directory).state()).hasMessageContaining("has mlcd/registry version 7; this mlcd reads up to version 1");
        byte[] before = Files.readAllBytes(registry);
        assertThatThrownBy(() -> Registry.of(directory).register(ModelVersion.of("digits", "1", 1, "a", 1, "sha256:a"))).hasMessageContaining("version 7");
        assertThat(Files.readAllBytes(registry)).as("untouched").isEqualTo(before);
    }

    @Test
    void anOlderVersionIsReadInTodaysForm() throws IOException {
        for (String build : Arrays.asList("1", "2")) {
            Path old = RECORDED.resolve("builds/" + build + "/mlcd/lineage.json");
            assertThat(Json.read(old, ObjectNode.class).path("version").asInt()).as("recorded by the version before").isEqualTo(1);
            ObjectNode migrated = RecordFile.read(old, Schema.LINEAGE).orElseThrow();
            assertThat(schema(file(Schema.LINEAGE)).validate(migrated)).isEmpty();
            assertThat(migrated.at("/gate/verdict").asText()).isEqualTo("PASS");
            assertThat(migrated.at("/rollout/steps")).hasSize(4);
        }
    }
}
