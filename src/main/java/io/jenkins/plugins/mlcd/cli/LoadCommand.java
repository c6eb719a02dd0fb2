package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.DataSet;
import io.jenkins.plugins.mlcd.agent.load.HttpLoadTarget;
import io.jenkins.plugins.mlcd.agent.load.LoadPlan;
import io.jenkins.plugins.mlcd.agent.load.LoadTarget;
import io.jenkins.plugins.mlcd.agent.load.LoadTest;
import io.jenkins.plugins.mlcd.agent.load.ServerProcess;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd load}: latency and throughput of a model's server, in turns with the baseline's (docs/reference/load.md). */
@Command(
        name = "load",
        description = "Measure latency and throughput of a model's server under load; defaults come from the ML_* environment of a benchmark.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    private static final int MOST_SAMPLES = 500;
    private static final Duration START = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "DIR", description = "Model directory. Default: $ML_MODEL_DIR.")
    private Path model;

    @Option(names = "--baseline", paramLabel = "DIR", description = "Model to compare with. Default: $ML_BASELINE_DIR; none when that is not set.")
    private Path baseline;

    @Option(names = "--data", paramLabel = "DIR", description = "A part, or a directory whose parts called 'test' are used. Default: $ML_DATA.")
    private Path data;

    @Option(names = "--server", paramLabel = "COMMAND",
            description = "Serves $ML_MODEL_DIR on 127.0.0.1:$ML_PORT. Default: mlcd serve.")
    private Optional<String> server;

    @Option(names = "--rate", defaultValue = "100", description = "Requests a second for latency (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--duration", defaultValue = "20s", description = "Of that for each model (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(names = "--warm-up", defaultValue = "3s", description = "Of each model, not counted (default: ${DEFAULT-VALUE}).")
    private String warmUp;

    @Option(names = "--clients", defaultValue = "4", description = "Clients at once for throughput; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--blocks", defaultValue = "20", description = "Blocks, between which the models change (default: ${DEFAULT-VALUE}).")
    private int blocks;

    @Option(names = "--timeout", defaultValue = "10s", description = "After which a request has failed (default: ${DEFAULT-VALUE}).")
    private String timeout;

    @Option(names = "--confidence", paramLabel = "C", description = "Of each bound. Default: $ML_CONFIDENCE or 0.95.")
    private Double confidence;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the arrivals (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Where the metrics are written as JSON. Default: $ML_METRICS_FILE.")
    private Path metricsFile;

    private final TrialEnvironment environment = new TrialEnvironment(System.getenv());
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path candidate = required(environment.path(model, "ML_MODEL_DIR"), "--model DIR or $ML_MODEL_DIR");
        Path samples = required(environment.path(data, "ML_DATA"), "--data DIR or $ML_DATA");
        LoadPlan plan = plan();
        List<byte[]> bodies = HttpLoadTarget.bodies(DataSet.forEvaluation(samples), MOST_SAMPLES);
        Path logs = Files.createTempDirectory("mlcd-load");
        try {
            ObjectNode metrics = measure(candidate, environment.path(baseline, "ML_BASELINE_DIR"), logs, plan, bodies);
            Optional<Path> file = environment.path(metricsFile, "ML_METRICS_FILE");
            if (file.isPresent()) {
                Json.write(file.get(), metrics);
            }
            print(metrics);
        } finally {
            for (String name : new String[] {"candidate.log", "baseline.log"}) {
                Files.deleteIfExists(logs.resolve(name));
            }
            Files.delete(logs);
        }
        return 0;
    }

    private ObjectNode measure(Path candidate, Optional<Path> other, Path logs, LoadPlan plan, List<byte[]> bodies)
            throws IOException, InterruptedException {
        Duration patience = Durations.parse("timeout", timeout);
        try (ServerProcess mine = ServerProcess.start(candidate, server, logs.resolve("candidate.log"), client, START);
                ServerProcess base = other.isPresent() ? ServerProcess.start(other.get(), server, logs.resolve("baseline.log"), client, START) : null) {
            LoadTarget target = new HttpLoadTarget(client, mine.url(), bodies, patience);
            Optional<LoadTarget> reference = Optional.ofNullable(base).map(b -> new HttpLoadTarget(client, b.url(), bodies, patience));
            ObjectNode metrics = new LoadTest(plan).run(target, reference).metrics();
            mine.residentBytes().ifPresent(bytes -> metrics.put("server_memory_bytes", bytes));
            return metrics;
        }
    }

    private LoadPlan plan() {
        try {
            double sure = confidence != null ? confidence : environment.get("ML_CONFIDENCE").map(Double::parseDouble).orElse(0.95);
            return new LoadPlan(rate, Durations.parse("duration", duration), Durations.parse("warm-up", warmUp), clients, blocks, sure, seed);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private void print(ObjectNode metrics) {
        PrintWriter out = spec.commandLine().getOut();
        metrics.fields().forEachRemaining(field -> out.println(line(field.getKey(), field.getValue())));
        out.flush();
    }

    private static String line(String name, JsonNode figure) {
        if (!figure.isObject()) {
            return String.format(Locale.ROOT, "%-20s %s", name, figure.asText());
        }
        JsonNode ratio = figure.path("ratio");
        return String.format(Locale.ROOT, "%-20s %.3f (%.3f to %.3f)%s", name, figure.path("value").asDouble(), figure.path("low").asDouble(),
                figure.path("high").asDouble(), ratio.isMissingNode() ? "" : String.format(Locale.ROOT, ", %.3f (%.3f to %.3f) times the baseline",
                        ratio.path("value").asDouble(), ratio.path("low").asDouble(), ratio.path("high").asDouble()));
    }

    private static Path required(Optional<Path> path, String what) {
        return path.orElseThrow(() -> new UsageException(what + " must be given"));
    }
}
