package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.models.BuildLineage;
import io.jenkins.plugins.mlcd.jenkins.models.ModelAction;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.BestTrial;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.StudyModels;
import io.jenkins.plugins.mlcd.loop.ModelDirectory;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Gathers the files on the controller, archives them by the run's artifact manager, and then registers the version. */
final class RegisterExecution extends RegistryExecution {

    private static final long serialVersionUID = 1L;

    private static final String HASH = "sha256:";

    /** The file of a version whose model lies elsewhere. */
    private static final String POINTER = "model-uri.json";

    private final MlRegisterStep step;

    RegisterExecution(StepContext context, MlRegisterStep step) {
        super(context, "mlRegister");
        this.step = step;
    }

    @Override
    Map<String, Object> work(Run<?, ?> run, Registry registry) throws Exception {
        Optional<BestTrial> trial = trial(run);
        FilePath staging = new FilePath(run.getRootDir()).child("mlcd").child("registering-" + step.getModel());
        staging.deleteRecursive();
        try {
            gather(trial, staging);
            ModelVersion version = register(run, registry, trial, staging);
            ModelAction.set(run, version.id());
            BuildLineage.write(run, version);
            say("registered " + version.id() + " (" + version.bytes() + " bytes)" + trial.map(t -> " from trial " + t.number()
                    + " of study " + step.getStudy()).orElse(""));
            return result(version);
        } finally {
            staging.deleteRecursive();
        }
    }

    private Optional<BestTrial> trial(Run<?, ?> run) throws IOException {
        if (step.getStudy() == null) {
            return Optional.empty();
        }
        Optional<BestTrial> best = StudyModels.bestTrial(run, step.getStudy());
        if (best.isEmpty()) {
            throw new AbortException("mlRegister: study '" + step.getStudy() + "' has no complete trial in this build");
        }
        return best;
    }

    private void gather(Optional<BestTrial> trial, FilePath staging) throws IOException, InterruptedException {
        if (trial.isPresent() && trial.get().modelDir().isEmpty() && trial.get().modelUri().isPresent()) {
            point(trial.get(), staging);
            return;
        }
        if (trial.isPresent()) {
            ModelFiles.copy(trial.get().modelDir().orElseThrow(() -> new AbortException("mlRegister: the best trial " + trial.get().number()
                    + " of study '" + step.getStudy() + "' left no model in ML_MODEL_DIR")), staging);
            return;
        }
        FilePath workspace = getContext().get(FilePath.class);
        if (workspace == null) {
            throw new AbortException("mlRegister: artifacts '" + step.getArtifacts() + "' need a workspace; run the step on an agent");
        }
        FilePath directory = workspace.child(step.getArtifacts());
        if (!directory.isDirectory()) {
            throw new AbortException("mlRegister: artifacts '" + step.getArtifacts() + "' is no directory of the workspace");
        }
        staging.mkdirs();
        directory.copyRecursiveTo(staging);
    }

    /** The model of a trial that ran in a cluster stays where it is: the version's only file says where. */
    private void point(BestTrial trial, FilePath staging) throws IOException, InterruptedException {
        String uri = trial.modelUri().orElseThrow();
        staging.mkdirs();
        staging.child(POINTER).write(Json.line(Json.object().put("uri", uri).put("study", step.getStudy()).put("trial", trial.number())) + "\n", "UTF-8");
        say("the model of trial " + trial.number() + " is at " + uri + " and is not fetched: the version holds " + POINTER + ", which says so");
    }

    /** Again after a restart, with the same files: the version that the build registered already. */
    private ModelVersion register(Run<?, ?> run, Registry registry, Optional<BestTrial> trial, FilePath staging)
            throws IOException, InterruptedException {
        Path directory = Path.of(staging.getRemote());
        ModelDirectory files = ModelDirectory.scan(directory);
        Optional<ModelVersion> known = registry.state().versions(step.getModel()).stream()
                .filter(v -> v.build() == run.getNumber() && v.sha256().equals(files.sha256()))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String number = step.getVersion() == null ? registry.nextVersion(step.getModel(), run.getNumber()) : step.getVersion();
        ModelVersion version = version(run, number, trial, files, directory);
        archive(run, staging, files, version.artifacts());
        return registry.register(version);
    }

    private ModelVersion version(Run<?, ?> run, String number, Optional<BestTrial> trial, ModelDirectory files, Path directory)
            throws IOException {
        Map<String, Object> params = new LinkedHashMap<>();
        trial.ifPresent(t -> params.put("algorithm", t.algorithm()));
        trial.ifPresent(t -> params.putAll(t.params()));
        return new ModelVersion(
                step.getModel(), number, run.getNumber(), Optional.ofNullable(step.getStudy()), trial.map(BestTrial::number), params,
                trial.map(BestTrial::metrics).orElse(Map.of()), dataset(run, directory),
                "mlcd/models/" + step.getModel() + "-" + number, files.bytes(), files.sha256(), step.getTags(), Instant.EPOCH);
    }

    /** What mlDataset recorded, else what the model itself says. A data set that the step names must have been recorded. */
    private Optional<String> dataset(Run<?, ?> run, Path directory) throws IOException {
        String named = step.getDataset();
        if (named != null && named.startsWith(HASH)) {
            return Optional.of(named);
        }
        Path record = new BuildLayout(run.getRootDir().toPath()).dataset();
        if (named != null && text(record, "/name").filter(named::equals).isEmpty()) {
            throw new AbortException("mlRegister: data set '" + named + "' was not recorded by mlDataset in this build");
        }
        return text(record, "/dataVersion").or(() -> quietly(directory.resolve("model.json")));
    }

    private static Optional<String> quietly(Path model) {
        try {
            return text(model, "/data/version");
        } catch (IOException e) {
            return Optional.empty(); // a model of another tool may have a model.json of its own
        }
    }

    private static Optional<String> text(Path file, String pointer) throws IOException {
        return Files.isRegularFile(file)
                ? Optional.of(Json.read(file, ObjectNode.class).at(pointer).asText()).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    private void archive(Run<?, ?> run, FilePath staging, ModelDirectory files, String path) throws IOException, InterruptedException {
        Map<String, String> artifacts = new TreeMap<>();
        files.files().forEach(name -> artifacts.put(path + "/" + name, name));
        TaskListener listener = getContext().get(TaskListener.class);
        BuildListener log = listener instanceof BuildListener build ? build : listener::getLogger;
        run.pickArtifactManager().archive(staging, staging.createLauncher(listener), log, artifacts);
    }

    private static Map<String, Object> result(ModelVersion version) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("version", version.id());
        result.put("model", version.model());
        result.put("artifacts", version.artifacts());
        result.put("bytes", version.bytes());
        result.put("metrics", new LinkedHashMap<>(version.metrics()));
        version.study().ifPresent(study -> result.put("study", study));
        version.trial().ifPresent(trial -> result.put("trial", trial));
        return result;
    }
}
