package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.DataSet;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.health.HealthCheck;
import io.jenkins.plugins.mlcd.agent.load.HttpLoadTarget;
import io.jenkins.plugins.mlcd.agent.load.LoadTarget;
import io.jenkins.plugins.mlcd.agent.load.ServerProcess;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd check-server}: whether the server that loads a model stays well (docs/reference/load.md). */
@Command(
        name = "check-server",
        description = "Start a model's server, send it malformed and many good requests, and measure whether it stays well;"
                + " defaults come from the ML_* environment of a benchmark.",
        mixinStandardHelpOptions = true)
final class CheckServerCommand implements Callable<Integer> {

    private static final int MOST_SAMPLES = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "DIR", description = "Model directory. Default: $ML_MODEL_DIR.")
    private Path model;

    @Option(names = "--data", paramLabel = "DIR", description = "A part, or a directory whose parts called 'test' are used. Default: $ML_DATA.")
    private Path data;

    @Option(names = "--server", paramLabel = "COMMAND",
            description = "Serves $ML_MODEL_DIR on 127.0.0.1:$ML_PORT. Default: mlcd serve.")
    private Optional<String> server;

    @Option(names = "--requests", defaultValue = "20000", description = "Good requests (default: ${DEFAULT-VALUE}).")
    private long requests;

    @Option(names = "--start-timeout", defaultValue = "120", paramLabel = "SECONDS", description = "For its start (default: ${DEFAULT-VALUE} s).")
    private long startSeconds;

    @Option(names = "--confidence", paramLabel = "C", description = "Of each bound. Default: $ML_CONFIDENCE or 0.95.")
    private Double confidence;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Where the metrics are written as JSON. Default: $ML_METRICS_FILE.")
    private Path metricsFile;

    private final TrialEnvironment environment = new TrialEnvironment(System.getenv());
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = required(environment.path(model, "ML_MODEL_DIR"), "--model DIR or $ML_MODEL_DIR");
        Part part = DataSet.forEvaluation(required(environment.path(data, "ML_DATA"), "--data DIR or $ML_DATA"));
        Path log = Files.createTempFile("mlcd-server", ".log");
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode metrics;
        try (ServerProcess process = ServerProcess.start(directory, server, log, client, Duration.ofSeconds(startSeconds))) {
            metrics = check(process, part, out);
        } catch (IOException e) {
            out.println(e.getMessage());
            metrics = Json.object().put("healthy", 0);
        } finally {
            Files.deleteIfExists(log);
        }
        Optional<Path> file = environment.path(metricsFile, "ML_METRICS_FILE");
        if (file.isPresent()) {
            Json.write(file.get(), metrics);
        }
        metrics.fields().forEachRemaining(field -> out.println(String.format("%-22s %s", field.getKey(), field.getValue())));
        out.flush();
        return 0;
    }

    private ObjectNode check(ServerProcess process, Part part, PrintWriter out) throws IOException, InterruptedException {
        double sure = confidence != null ? confidence : environment.get("ML_CONFIDENCE").map(Double::parseDouble).orElse(0.95);
        LoadTarget predictions = new HttpLoadTarget(client, process.url(), HttpLoadTarget.bodies(part, MOST_SAMPLES), TIMEOUT);
        HealthCheck check = new HealthCheck(process.url(), process::healthy, process::residentBytes, predictions, out::println);
        try {
            ObjectNode metrics = Json.object().put("start_seconds", process.startTime().toMillis() / 1e3);
            return metrics.setAll(check.run(part.shape().values(), requests, sure));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Path required(Optional<Path> path, String what) {
        return path.orElseThrow(() -> new UsageException(what + " must be given"));
    }
}
