package io.jenkins.plugins.mlcd.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is exported is read back by the rules of MLflow's own FileStore. */
class MlflowExportTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop/builds/1/mlcd/study-digits.jsonl");

    @TempDir
    Path directory;

    private record Run(Map<?, ?> meta, Map<String, List<double[]>> metrics, Map<String, String> params, Map<String, String> tags, Path artifacts) {}

    private record Experiment(Map<?, ?> meta, List<Run> runs) {}

    /** As mlflow.store.tracking.file_store.FileStore lists experiments and runs and reads their files. */
    private static final class FileStore {

        private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]*");
        private static final Pattern RUN_ID = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");
        private static final Pattern EXPERIMENT_ID = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,63}");
        private static final List<String> RESERVED = List.of("tags", "datasets", "traces");

        static List<Experiment> read(Path root) throws IOException {
            List<Experiment> experiments = new ArrayList<>();
            for (Path directory : subdirectories(root)) {
                String id = directory.getFileName().toString();
                assertThat(id).matches(EXPERIMENT_ID);
                Map<?, ?> meta = yaml(directory);
                assertThat(meta.get("experiment_id")).as("text, not a number").isEqualTo(id);
                assertThat(meta.keySet().toString()).contains("artifact_location", "creation_time", "last_update_time", "lifecycle_stage", "name");
                List<Run> runs = new ArrayList<>();
                for (Path run : subdirectories(directory)) {
                    if (!RESERVED.contains(run.getFileName().toString())) {
                        runs.add(run(id, run));
                    }
                }
                experiments.add(new Experiment(meta, runs));
            }
            return experiments;
        }

        private static Run run(String experiment, Path directory) throws IOException {
            Map<?, ?> meta = yaml(directory);
            assertThat(directory.getFileName().toString()).matches(RUN_ID).isEqualTo(meta.get("run_id")).isEqualTo(meta.get("run_uuid"));
            assertThat(meta.get("experiment_id")).isEqualTo(experiment);
            assertThat((Integer) meta.get("status")).isBetween(1, 5);
            assertThat(meta.get("lifecycle_stage")).isEqualTo("active");
            assertThat(meta.get("start_time")).isInstanceOf(Long.class);
            Map<String, List<double[]>> metrics = new LinkedHashMap<>();
            for (Map.Entry<String, String> file : texts(directory.resolve("metrics")).entrySet()) {
                metrics.put(file.getKey(), file.getValue().lines().map(FileStore::metric).toList());
                assertThat(metrics.get(file.getKey())).as("an empty file is malformed").isNotEmpty();
            }
            return new Run(meta, metrics, texts(directory.resolve("params")), texts(directory.resolve("tags")), directory.resolve("artifacts"));
        }

        private static double[] metric(String line) {
            String[] parts = line.strip().split(" ");
            assertThat(parts.length).isIn(2, 3);
            double value = switch (parts[1]) {
                case "nan" -> Double.NaN;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(parts[1]);
            };
            return new double[] {Long.parseLong(parts[0]), value, parts.length == 3 ? Long.parseLong(parts[2]) : 0};
        }

        private static Map<String, String> texts(Path directory) throws IOException {
            Map<String, String> texts = new LinkedHashMap<>();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = directory.relativize(file).toString();
                    assertThat(name).matches(NAME).doesNotStartWith(".").doesNotStartWith("/").hasSizeLessThanOrEqualTo(250);
                    assertThat(Files.readString(file)).hasSizeLessThanOrEqualTo(6000);
                    texts.put(name, Files.readString(file));
                }
            }
            return texts;
        }

        private static Map<?, ?> yaml(Path directory) throws IOException {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(directory.resolve("meta.yaml")));
        }

        private static List<Path> subdirectories(Path directory) throws IOException {
            try (Stream<Path> children = Files.list(directory)) {
                return children.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
            }
        }
    }

    @Test
    void aRecordedStudyIsAnExperimentWithARunForEachTrial() throws IOException {
        StudyRecord study = StudyRecord.read("team/digits", 1, RECORDED);
        assertThat(new MlflowExport(directory.resolve("mlruns")).add(study, Optional.empty())).isEqualTo(60);
        List<Experiment> experiments = FileStore.read(directory.resolve("mlruns"));
        assertThat(experiments).hasSize(1);
        assertThat(experiments.get(0).meta().get("name")).isEqualTo("team/digits digits");
        assertThat(experiments.get(0).runs()).hasSize(60);
        Run best = experiments.get(0).runs().stream().filter(run -> run.tags().get("mlcd.trial").equals("7")).findFirst().orElseThrow();
        assertThat(best.meta().get("status")).isEqualTo(3);
        assertThat(best.meta().get("run_name")).isEqualTo("build 1 trial 7").isEqualTo(best.tags().get("mlflow.runName"));
        assertThat(best.params()).containsEntry("algorithm", "convnet").containsEntry("lr", "0.018240035615283957").containsEntry("epochs", "4");
        assertThat(best.metrics().get("accuracy")).extracting(point -> point[2]).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(best.metrics().get("accuracy").get(3)[1]).isEqualTo(0.9739854318418314);
        assertThat(best.metrics().get("accuracy")).isSortedAccordingTo(Comparator.comparingDouble(point -> point[0]));
        assertThat(experiments.get(0).runs()).extracting(run -> String.valueOf(run.meta().get("status"))).contains("5");
    }

    @Test
    void anExportAgainReplacesAndAnotherBuildAdds() throws IOException {
        MlflowExport export = new MlflowExport(directory.resolve("mlruns"));
        export.add(StudyRecord.read("digits", 1, RECORDED), Optional.empty());
        export.add(StudyRecord.read("digits", 1, RECORDED), Optional.empty());
        export.add(StudyRecord.read("digits", 2, RECORDED), Optional.empty());
        assertThat(FileStore.read(directory.resolve("mlruns"))).singleElement().satisfies(experiment -> assertThat(experiment.runs()).hasSize(120));
    }

    @Test
    void hostileNamesAndValuesStayNamesAndValues() throws IOException {
        Path log = directory.resolve("study-x.jsonl");
        Files.writeString(log, """
                {"schema":"mlcd/study","version":1}
                {"event":"defined","at":"2026-01-01T00:00:00Z","definition":{"study":"x: [y]","metric":"a","direction":"maximize"}}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":0,"algorithm":"","params":{"../../evil":"v","a b":"1 2"},"seed":1,"worker":"1"}
                {"event":"reported","at":"2026-01-01T00:00:01Z","trial":0,"step":1,"metrics":{"recall[class=7]":0.5,"recall(class=7)":0.6,"..":"NaN"}}
                {"event":"model","at":"2026-01-01T00:00:01Z","trial":0,"path":"../../../etc","bytes":1,"files":1}
                {"event":"failed","at":"2026-01-01T00:00:02Z","trial":0,"reason":"exit code 1"}
                """);
        Files.createDirectories(directory.resolve("archive"));
        new MlflowExport(directory.resolve("mlruns")).add(StudyRecord.read("j", 1, log), Optional.of(directory.resolve("archive")));
        Run run = FileStore.read(directory.resolve("mlruns")).get(0).runs().get(0);
        assertThat(run.params()).containsEntry("_.._.._evil", "v").containsEntry("a b", "1 2");
        assertThat(run.metrics()).containsOnlyKeys("recall_class_7_", "recall_class_7__2", "_..");
        assertThat(run.metrics().get("_..").get(0)[1]).isNaN();
        assertThat(run.artifacts()).isEmptyDirectory();
        assertThat(run.meta().get("status")).isEqualTo(4);
    }

    @Test
    void keptModelsAreTheRunsArtifacts() throws IOException {
        Path log = directory.resolve("study-x.jsonl");
        Files.writeString(log, """
                {"schema":"mlcd/study","version":1}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":0,"algorithm":"","params":{},"seed":1,"worker":"1"}
                {"event":"told","at":"2026-01-01T00:00:02Z","trial":0,"value":1,"metrics":{"a":1}}
                {"event":"model","at":"2026-01-01T00:00:03Z","trial":0,"path":"mlcd/trials/x/0","bytes":1,"files":1}
                """);
        Path model = Files.createDirectories(directory.resolve("archive/mlcd/trials/x/0/layers"));
        Files.writeString(model.resolve("weights"), "w");
        new MlflowExport(directory.resolve("mlruns")).add(StudyRecord.read("j", 1, log), Optional.of(directory.resolve("archive")));
        Run run = FileStore.read(directory.resolve("mlruns")).get(0).runs().get(0);
        assertThat(run.artifacts().resolve("model/layers/weights")).hasContent("w");
        assertThat(run.metrics().get("a").get(0)).containsExactly(1767225602000.0, 1, 0);
    }
}
