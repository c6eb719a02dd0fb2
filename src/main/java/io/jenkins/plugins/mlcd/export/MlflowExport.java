package io.jenkins.plugins.mlcd.export;

import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes studies as an MLflow file store, so that {@code mlflow ui --backend-store-uri DIR} shows them: an experiment for each study of a job,
 * a run for each trial. The layout follows {@code mlflow/store/tracking/file_store.py}. Exporting again replaces the runs of the study.
 */
public final class MlflowExport {

    private static final int LONGEST_TEXT = 5_000;
    private static final int SOURCE_TYPE_LOCAL = 4;
    private static final Map<TrialState, Integer> STATUS = Map.of(
            TrialState.RUNNING, 1, TrialState.COMPLETE, 3, TrialState.FAILED, 4, TrialState.LOST, 4, TrialState.PRUNED, 5);

    private final Path root;

    /** @param root the store, made when it is not there; customarily called {@code mlruns} */
    public MlflowExport(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Adds the trials of one study of one build.
     *
     * @param archive the build's artifacts, from which kept models are copied; empty: without models
     * @return how many runs were written
     */
    public int add(StudyRecord study, Optional<Path> archive) throws IOException {
        String experiment = experiment(study);
        for (Trial trial : study.trials()) {
            run(study, trial, experiment, archive);
        }
        return study.trials().size();
    }

    private String experiment(StudyRecord study) throws IOException {
        // A whole number of 18 digits, as MLflow makes them itself.
        String id = String.valueOf(100_000_000_000_000_000L + Math.floorMod(Long.parseUnsignedLong(MlflowNames.id(study.job(), study.study()).substring(0, 16), 16),
                899_999_999_999_999_999L));
        Path directory = Files.createDirectories(root.resolve(id));
        long created = study.trials().stream().map(Trial::startedAt).min(Instant::compareTo).orElse(Instant.EPOCH).toEpochMilli();
        Map<String, Object> meta = new TreeMap<>();
        meta.put("artifact_location", directory.toUri().toString().replaceAll("/$", ""));
        meta.put("creation_time", created);
        meta.put("experiment_id", id);
        meta.put("last_update_time", created);
        meta.put("lifecycle_stage", "active");
        meta.put("name", study.job() + " " + study.study());
        yaml(directory, meta);
        return id;
    }

    private void run(StudyRecord study, Trial trial, String experiment, Optional<Path> archive) throws IOException {
        String id = MlflowNames.id(study.job(), String.valueOf(study.build()), study.study(), String.valueOf(trial.number()));
        Path run = Files.createDirectories(root.resolve(experiment).resolve(id));
        for (String directory : List.of("metrics", "params", "tags", "artifacts")) {
            Files.createDirectories(run.resolve(directory));
        }
        String name = "build " + study.build() + " trial " + trial.number();
        meta(run, id, experiment, name, trial);
        Map<String, String> params = new LinkedHashMap<>();
        if (!trial.algorithm().isEmpty()) {
            params.put("algorithm", trial.algorithm());
        }
        trial.params().forEach((param, value) -> params.put(param, String.valueOf(value)));
        texts(run.resolve("params"), params);
        texts(run.resolve("tags"), tags(study, trial, name));
        metrics(run.resolve("metrics"), trial, study.reports().getOrDefault(trial.number(), List.of()));
        if (archive.isPresent() && trial.model().isPresent() && !trial.hasModelElsewhere()) {
            model(archive.get().normalize(), trial.model().get(), run.resolve("artifacts/model"));
        }
    }

    private static void meta(Path run, String id, String experiment, String name, Trial trial) throws IOException {
        Map<String, Object> meta = new TreeMap<>();
        meta.put("artifact_uri", run.resolve("artifacts").toUri().toString().replaceAll("/$", ""));
        meta.put("deleted_time", null);
        meta.put("end_time", trial.endedAt().map(Instant::toEpochMilli).orElse(null));
        meta.put("entry_point_name", "");
        meta.put("experiment_id", experiment);
        meta.put("lifecycle_stage", "active");
        meta.put("run_id", id);
        meta.put("run_name", name);
        meta.put("run_uuid", id);
        meta.put("source_name", "");
        meta.put("source_type", SOURCE_TYPE_LOCAL);
        meta.put("source_version", "");
        meta.put("start_time", trial.startedAt().toEpochMilli());
        meta.put("status", STATUS.get(trial.state()));
        meta.put("tags", List.of());
        meta.put("user_id", "mlcd");
        yaml(run, meta);
    }

    private static Map<String, String> tags(StudyRecord study, Trial trial, String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.runName", name);
        tags.put("mlflow.user", "mlcd");
        tags.put("mlcd.job", study.job());
        tags.put("mlcd.build", String.valueOf(study.build()));
        tags.put("mlcd.study", study.study());
        tags.put("mlcd.trial", String.valueOf(trial.number()));
        tags.put("mlcd.state", trial.state().name().toLowerCase(java.util.Locale.ROOT));
        if (!trial.reason().isEmpty()) {
            tags.put("mlcd.reason", trial.reason());
        }
        study.resources().getOrDefault(trial.number(), Map.of()).forEach((figure, value) -> tags.put("mlcd.resource." + figure, String.valueOf(value)));
        Optional.ofNullable(tags.get("mlcd.resource.commit")).ifPresent(commit -> tags.put("mlflow.source.git.commit", commit));
        return tags;
    }

    private static void texts(Path directory, Map<String, String> values) throws IOException {
        MlflowNames names = new MlflowNames();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String value = entry.getValue();
            Files.writeString(directory.resolve(names.of(entry.getKey())), value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value);
        }
    }

    /** A line a value: milliseconds, number, step. What was told at the end and never reported has the step 0. */
    private static void metrics(Path directory, Trial trial, List<StudyEvent.Reported> reports) throws IOException {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        for (StudyEvent.Reported report : reports) {
            report.metrics().forEach((metric, value) -> line(files, metric, report.at(), value, report.step()));
        }
        for (Map.Entry<String, Double> last : trial.metrics().entrySet()) {
            if (!files.containsKey(last.getKey())) {
                line(files, last.getKey(), trial.endedAt().orElse(trial.startedAt()), last.getValue(), 0);
            }
        }
        MlflowNames names = new MlflowNames();
        for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
            Files.writeString(directory.resolve(names.of(file.getKey())), file.getValue());
        }
    }

    private static void line(Map<String, StringBuilder> files, String metric, Instant at, Double value, int step) {
        String number = value == null || value.isNaN() ? "nan" : value.isInfinite() ? (value > 0 ? "inf" : "-inf") : value.toString();
        files.computeIfAbsent(metric, name -> new StringBuilder()).append(at.toEpochMilli()).append(' ').append(number).append(' ').append(step).append('\n');
    }

    /** The path comes from the record; it must not lead out of the archive. */
    private static void model(Path archive, String path, Path to) throws IOException {
        Path from = archive.resolve(path).normalize();
        if (!from.startsWith(archive) || !Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A YAML mapping whose values are written as JSON, which YAML reads as it is. */
    private static void yaml(Path directory, Map<String, Object> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append(": ").append(value == null ? "null" : Json.line(value)).append('\n'));
        Files.writeString(directory.resolve("meta.yaml"), text);
    }
}
