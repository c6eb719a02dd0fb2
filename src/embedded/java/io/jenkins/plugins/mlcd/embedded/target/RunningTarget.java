package io.jenkins.plugins.mlcd.embedded.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.InitialModel;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.LocalTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.TrafficPhase;
import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.loop.ModelImport;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One target that this run has started. */
final class RunningTarget implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TRAINING = Duration.ofMinutes(10);

    private final LocalTargetConfig config;
    private final Place place;
    private final MlcdProcess process;
    private final String dataUrl;
    private final LocalTarget target;

    /**
     * Where targets work.
     *
     * @param directory of this target
     * @param project root of the project, where commands run
     * @param job directory of the job, which holds the registry
     * @param environment variables for child processes
     */
    record Place(Path directory, Path project, Path job, Map<String, String> environment, ChildProcesses children) {}

    private RunningTarget(LocalTargetConfig config, Place place, MlcdProcess process, JsonNode ready) {
        this.config = config;
        this.place = place;
        this.process = process;
        this.dataUrl = ready.path("dataUrl").asText();
        this.target = new LocalTarget(config.name(), ready.path("adminUrl").asText());
        this.target.setTokenFile(place.directory.resolve("admin.token").toString());
    }

    /** @throws UserError when it does not come up, with the last words of the process */
    static RunningTarget start(LocalTargetConfig config, Place place) throws IOException, InterruptedException {
        Path state = place.directory.resolve("target.json");
        Files.deleteIfExists(state);
        Files.createDirectories(place.directory);
        List<String> command = new ArrayList<>(List.of(MlcdProcess.launcher(), "target", "--name", config.name(), "--directory", place.directory.toString()));
        command.addAll(List.of("--port", Integer.toString(config.port()), "--admin-port", Integer.toString(config.adminPort()),
                "--end-with-stdin"));
        MlcdProcess process =
                MlcdProcess.start(command, place.environment, place.project, place.directory.resolve("target.log"), place.children);
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(state)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String words = process.lastWords();
                process.close();
                throw new UserError("target '" + config.name() + "' did not start: " + words.replaceFirst("^mlcd: ", ""));
            }
            Thread.sleep(POLL.toMillis());
        }
        return new RunningTarget(config, place, process, Json.read(state, JsonNode.class));
    }

    LocalTarget target() {
        return target;
    }

    String dataUrl() {
        return dataUrl;
    }

    LocalTargetConfig config() {
        return config;
    }

    /**
     * Serves what the registry has in production; when it has nothing, the initial model, which is trained first.
     *
     * @param say told what takes time
     */
    Optional<ModelVersion> deploy(Consumer<String> say) throws IOException, InterruptedException {
        if (config.initial().isEmpty()) {
            return Optional.empty();
        }
        InitialModel initial = config.initial().get();
        Optional<ModelVersion> production = Registry.of(place.job).production(initial.model());
        ModelVersion version = production.isPresent() ? production.get() : train(initial, say);
        Path files = version.imported()
                ? new JobLayout(place.job).directory().resolve(version.artifacts())
                : place.job.resolve("builds").resolve(Integer.toString(version.build())).resolve("archive").resolve(version.artifacts());
        target.client().deploy(Role.STABLE, version.id(), ModelZip.of(files));
        return Optional.of(version);
    }

    private ModelVersion train(InitialModel initial, Consumer<String> say) throws IOException, InterruptedException {
        Path directory = place.directory.resolve("initial");
        if (!Files.exists(directory.resolve("model.json"))) {
            Files.createDirectories(directory);
            say.accept("Training the model that is in production before the first build: " + initial.command());
            run(initial, directory);
        }
        return ModelImport.into(place.job, initial.model(), directory);
    }

    private void run(InitialModel initial, Path directory) throws IOException, InterruptedException {
        Map<String, String> environment = new TreeMap<>(place.environment);
        environment.put("ML_MODEL_DIR", directory.toString());
        environment.put("ML_SEED", "1");
        try (MlcdProcess training = MlcdProcess.start(List.of("sh", "-c", initial.command()), environment, place.project,
                place.directory.resolve("initial.log"), place.children)) {
            int status = training.await(TRAINING);
            if (status != 0) {
                throw new UserError("the command of 'initialModel' " + (status < 0 ? "did not end in " + TRAINING.toMinutes() + " minutes"
                        : "ended with exit status " + status) + ": " + training.lastWords());
            }
        }
    }

    /** Sends requests of a data set part until it is closed. */
    MlcdProcess replay(TrafficPhase phase) throws IOException {
        List<String> command = new ArrayList<>(List.of(MlcdProcess.launcher(), "replay", "--url", dataUrl, "--data", phase.data(), "--rate",
                Double.toString(phase.rate()), "--end-with-stdin"));
        phase.count().ifPresent(count -> command.addAll(List.of("--count", Long.toString(count))));
        if (phase.feedback()) {
            command.add("--feedback");
        }
        return MlcdProcess.start(command, place.environment, place.project, place.directory.resolve("replay.log"), place.children);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
