package io.jenkins.plugins.mlcd.agent.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.embedded.run.Runs;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Python helper: its own tests, and that the Java side understands what it writes. */
class PythonHelperTest {

    private static final Path HELPER = Path.of("agent-images/gpu/python").toAbsolutePath();
    private static final Pattern RESULT = Pattern.compile("(?m)^(test_\\w+) \\(\\S+\\).*?\\.\\.\\. (\\w+)$");

    @TempDir
    Path directory;

    private record Outcome(int status, String text) {}

    private static Outcome python(Map<String, String> environment, Path directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "-B"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("MLCD_HELPER", HELPER.toString(), "PYTHONPATH", HELPER.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    @TestFactory
    Stream<DynamicTest> keepsWhatItPromises() throws Exception {
        Outcome outcome = python(Map.of(), Path.of("src/test/python"), "test_mlcd.py");
        List<DynamicTest> tests = new ArrayList<>();
        for (Matcher matcher = RESULT.matcher(outcome.text()); matcher.find(); ) {
            String result = matcher.group(2);
            tests.add(DynamicTest.dynamicTest(matcher.group(1), () -> assertThat(result).as(outcome.text()).isEqualTo("ok")));
        }
        assertThat(tests).as(outcome.text()).hasSizeGreaterThan(20);
        tests.add(DynamicTest.dynamicTest("all", () -> assertThat(outcome.status()).as(outcome.text()).isZero()));
        return tests.stream();
    }

    @Test
    void writesReportsThatTheEngineReads() throws Exception {
        Path file = directory.resolve("reports");
        Outcome outcome = python(Map.of("ML_REPORT_FILE", file.toString()), directory, "-c",
                "import mlcd\nmlcd.report(1, accuracy=0.5, **{'recall[class=7]': 1e-9})\nmlcd.report(2, accuracy=float('nan'))\nmlcd.report(accuracy=float('inf'))");
        assertThat(outcome.status()).as(outcome.text()).isZero();

        List<Report> reports = Files.readAllLines(file).stream().map(ReportParser::parse).toList();

        assertThat(reports.get(0).step()).hasValue(1);
        assertThat(reports.get(0).metrics()).containsOnly(Map.entry("accuracy", 0.5), Map.entry("recall[class=7]", 1e-9));
        assertThat(reports.get(1).metrics().get("accuracy")).isNaN();
        assertThat(reports.get(2).step()).isEmpty();
    }

    @Test
    void writesTheProfileThatJavaWouldWrite() throws Exception {
        int samples = 5_000;
        Outcome outcome = python(Map.of("ML_MODEL_DIR", directory.toString()), directory, "-c", """
                import mlcd
                rows = [[(i * 7919 %% 10007) / 10007, None if i %% 10 == 0 else float(i)] for i in range(%d)]
                mlcd.save_profile(rows, [i %% 3 for i in range(%d)], [0.5 + (i %% 50) / 100 for i in range(%d)])
                """.formatted(samples, samples, samples));
        assertThat(outcome.status()).as(outcome.text()).isZero();
        ProfileBuilder builder = new ProfileBuilder("x0", "x1");
        for (int i = 0; i < samples; i++) {
            builder.add(new double[] {i * 7919L % 10007 / 10007.0, i % 10 == 0 ? Double.NaN : i}, "" + i % 3, 0.5 + i % 50 / 100.0);
        }

        Profile written = ReferenceProfile.read(directory).orElseThrow();
        Profile expected = builder.build();

        assertThat(written.samples()).isEqualTo(samples);
        assertThat(written.predictions()).isEqualTo(expected.predictions());
        assertThat(written.features().keySet()).isEqualTo(expected.features().keySet());
        expected.features().forEach((name, feature) -> assertSame(written.features().get(name), feature));
        assertThat(written.merge(expected).samples()).isEqualTo(2L * samples);
    }

    private static void assertSame(NumericProfile written, NumericProfile expected) {
        assertThat(written.count()).isEqualTo(expected.count());
        assertThat(written.missing()).isEqualTo(expected.missing());
        assertThat(written.mean()).isCloseTo(expected.mean(), within(1e-9));
        assertThat(written.variance()).isCloseTo(expected.variance(), within(1e-6 * expected.variance()));
        assertThat(written.min()).isEqualTo(expected.min());
        assertThat(written.max()).isEqualTo(expected.max());
        for (double share = 0.05; share < 1; share += 0.05) {
            double value = expected.sketch().quantile(share);
            assertThat(written.sketch().rank(value)).isCloseTo(expected.sketch().rank(value), within(0.005));
        }
    }

    @Test
    void readsAStudyAsItIsRecorded() throws Exception {
        Path recorded = Path.of("src/test/resources/recorded/digits-loop/builds/1").toAbsolutePath();
        Outcome outcome = python(Map.of(), directory, "-c", """
                import json, sys, mlcd
                study = mlcd.study(sys.argv[1])
                print(json.dumps({"trials": len(study), "best": study.best["number"], "value": study.best["value"], "steps": sum(len(t["steps"]) for t in study.trials),
                                  "pruned": sum(t["state"] == "pruned" for t in study.trials), "html": "digits: 60 trials" in study._repr_html_()}))
                """, recorded.toString());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(recorded.resolve("mlcd/study-digits.jsonl"))) {
            events.add(Json.mapper().readTree(line));
        }

        JsonNode read = Json.mapper().readTree(outcome.text());

        JsonNode ended = events.stream().filter(event -> event.path("event").asText().equals("ended")).findFirst().orElseThrow();
        assertThat(read.path("best").asInt()).isEqualTo(ended.path("best").asInt());
        assertThat(read.path("trials").asLong()).isEqualTo(count(events, "asked"));
        assertThat(read.path("steps").asLong()).isEqualTo(count(events, "reported"));
        assertThat(read.path("pruned").asLong()).isEqualTo(count(events, "pruned"));
        assertThat(read.path("html").asBoolean()).isTrue();
    }

    private static long count(List<JsonNode> events, String kind) {
        return events.stream().filter(event -> event.path("event").asText().equals(kind)).count();
    }

    @Test
    void makesAProgramATrialWhoseModelBringsItsProfile() throws Exception {
        Files.writeString(directory.resolve("train.py"), """
                import json, random
                import mlcd
                p = mlcd.params(lr=0.5, epochs=2)
                random.seed(mlcd.seed())
                mlcd.should_stop()
                for epoch in range(1, p["epochs"] + 1):
                    mlcd.report(epoch, accuracy=1 - p["lr"] / epoch)
                rows = [[random.random(), random.random()] for _ in range(400)]
                mlcd.save_profile(rows, ["a" if row[0] > row[1] else "b" for row in rows], [max(row) for row in rows])
                (mlcd.model_dir() / "model.json").write_text(json.dumps({"schema": "mlcd/model", "version": 1, "algorithm": mlcd.algorithm(), "params": p, "framework": "command",
                    "command": ["python3", "predict.py"], "classes": ["a", "b"], "input": {"kind": "columns", "values": 2}}))
                """);
        Runs runs = new Runs(directory);

        Runs.Outcome outcome = runs.run("""
                node {
                    checkout scm
                    withEnv(['PYTHONPATH=%s', 'PYTHONDONTWRITEBYTECODE=1']) {
                        mlSweep(study: 'helper', metric: 'accuracy', maxTrialCount: 2, sampler: grid(), algorithms: [a: [lr: '0.1, 0.4', epochs: 3]]) {
                            sh 'python3 train.py'
                        }
                    }
                    mlRegister(model: 'helper', study: 'helper')
                }
                """.formatted(HELPER));

        assertThat(outcome.result()).as(outcome.text()).isEqualTo("SUCCESS");
        Path study = runs.build(1).resolve("mlcd/study-helper.jsonl");
        assertThat(Files.readString(study)).contains("\"step\":3", "\"value\":" + (1 - 0.1 / 3));
        Profile reference = ReferenceProfile.read(runs.build(1).resolve("archive/mlcd/models/helper-1")).orElseThrow();
        assertThat(reference.samples()).isEqualTo(400);
        assertThat(reference.features().keySet()).containsExactlyInAnyOrder("x0", "x1", "confidence");
    }
}
