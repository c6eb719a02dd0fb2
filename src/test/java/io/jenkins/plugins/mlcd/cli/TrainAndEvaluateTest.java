package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.Idx;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Trains for real, on a part of the example digits, each time in a process of its own. */
class TrainAndEvaluateTest {

    private static final Path DIGITS = Path.of("examples/data/digits");

    @TempDir
    static Path directory;

    private static Path data;

    @BeforeAll
    static void takeSomeDigits() throws IOException {
        data = directory.resolve("data");
        take(DIGITS.resolve("old/train"), data.resolve("old/train"), 800);
        take(DIGITS.resolve("drifted/replay"), data.resolve("old/test"), 200);
    }

    private static void take(Path from, Path to, int count) throws IOException {
        Idx.write(to.resolve(Idx.IMAGES), Idx.read(from.resolve(Idx.IMAGES), 3).items().subList(0, count), 28, 28);
        Idx.write(to.resolve(Idx.LABELS), Idx.read(from.resolve(Idx.LABELS), 1).items().subList(0, count));
    }

    private Map<String, String> trial(String name, String algorithm, String params) throws IOException {
        Path trial = Files.createDirectories(directory.resolve(name));
        Files.writeString(trial.resolve("params.json"), params);
        return Map.of("ML_ALGORITHM", algorithm, "ML_SEED", "7", "ML_PARAMS_FILE", trial.resolve("params.json").toString(), "ML_REPORT_FILE",
                trial.resolve("report.jsonl").toString(), "ML_MODEL_DIR", trial.resolve("model").toString());
    }

    private List<ObjectNode> reports(String name) throws IOException {
        List<ObjectNode> reports = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(name).resolve("report.jsonl"))) {
            reports.add(Json.parseObject(line));
        }
        return reports;
    }

    @Test
    void trainsANetworkTwiceAlikeFromOneSeedAndMeasuresIt() throws Exception {
        for (String name : List.of("first", "second")) {
            FreshJvm.Outcome outcome = FreshJvm.mlcd(trial(name, "convnet", "{\"lr\": 0.01, \"epochs\": 2, \"width\": 4, \"shift\": 1}"), "train", "--data", data.toString());
            assertThat(outcome.status()).as(outcome.output()).isZero();
        }

        List<ObjectNode> reports = reports("first");
        assertThat(reports.subList(0, 2)).isEqualTo(reports("second").subList(0, 2));
        assertThat(reports.get(1).path("step").asInt()).isEqualTo(2);
        assertThat(reports.get(1).path("accuracy").asDouble()).isBetween(0.5, 1.0);
        JsonNode resources = reports.get(2).path("resources");
        assertThat(resources.path("peak_memory_bytes").asLong()).isGreaterThan(10_000_000);
        assertThat(resources.path("cpu_seconds").asDouble()).isPositive();
        Path model = directory.resolve("first/model");
        assertThat(Files.readAllBytes(model.resolve("model-0000.params"))).isEqualTo(Files.readAllBytes(directory.resolve("second/model/model-0000.params")));
        assertThat(ModelDescription.read(model).data().orElseThrow().samples()).isEqualTo(800);
        Profile reference = ReferenceProfile.read(model).orElseThrow();
        assertThat(reference.embedding().names()).as("values of the last hidden layer").hasSize(64);
        assertThat(reference.embedding().count()).isEqualTo(reference.samples());
        assertThat(reference.labels().count()).isEqualTo(reference.samples());
        assertThat(reference.joint().names()).contains("ink", "slant", "support");
        assertMeasured(model);
    }

    @Test
    void trainsBoostedTreesAndMeasuresThem() throws Exception {
        FreshJvm.Outcome outcome = FreshJvm.mlcd(trial("trees", "xgboost", "{\"depth\": 3, \"rounds\": 10}"), "train", "--data", data.toString());

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(reports("trees")).hasSize(11);
        assertMeasured(directory.resolve("trees/model"));
    }

    @Test
    @EnabledIf("hasPython")
    void trainsThePythonExampleAndMeasuresItsProgram() throws Exception {
        Path model = directory.resolve("python-model");
        Path script = Path.of("examples/python/train.py");

        FreshJvm.Outcome outcome = FreshJvm.run(
                Map.of("ML_MODEL_DIR", model.toString(), "ML_PARAM_EPOCHS", "2", "PYTHONDONTWRITEBYTECODE", "1"),
                List.of("python3", script.toString(), data.toString()));

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("[mlcd] {\"step\": 2, \"accuracy\": 0.").contains("[mlcd] {\"resources\": ");
        assertMeasured(model);
    }

    static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The test part has 200 samples, of which some are no digits. */
    private void assertMeasured(Path model) throws Exception {
        Path metricsFile = model.resolveSibling("metrics.json");
        Path predictions = model.resolveSibling("predictions.jsonl");
        FreshJvm.Outcome outcome = FreshJvm.mlcd(
                Map.of("ML_MODEL_DIR", model.toString(), "ML_DATA", data.toString(), "ML_METRICS_FILE", metricsFile.toString(), "ML_PREDICTIONS_FILE",
                        predictions.toString()),
                "evaluate");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        JsonNode metrics = Json.read(metricsFile, JsonNode.class);
        assertThat(metrics.path("samples").asInt() + metrics.path("samples_left_out").asInt()).isEqualTo(200);
        assertThat(metrics.path("samples_left_out").asInt()).isPositive();
        assertThat(metrics.path("accuracy").asDouble()).isBetween(0.1, 1.0);
        assertThat(metrics.path("recall[class=7]").isNumber()).isTrue();
        assertThat(metrics.path("latency_p99_ms").asDouble()).isGreaterThanOrEqualTo(metrics.path("latency_p50_ms").asDouble()).isPositive();
        assertThat(metrics.path("parameters").asLong()).isPositive();
        List<String> lines = Files.readAllLines(predictions);
        assertThat(lines).hasSize(metrics.path("samples").asInt());
        long right = lines.stream().filter(line -> line.contains("\"slices\":{\"part\":\"old/test\"}")).filter(TrainAndEvaluateTest::isRight).count();
        assertThat(right / (double) lines.size()).isEqualTo(metrics.path("accuracy").asDouble());
    }

    private static boolean isRight(String line) {
        try {
            ObjectNode json = Json.parseObject(line);
            return json.path("label").asText().equals(json.path("prediction").asText());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
