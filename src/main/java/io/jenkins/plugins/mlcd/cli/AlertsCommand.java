package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.prometheus.AlertOptions;
import io.jenkins.plugins.mlcd.prometheus.AlertRules;
import io.jenkins.plugins.mlcd.prometheus.AlertmanagerRoute;
import io.jenkins.plugins.mlcd.prometheus.Dashboard;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd alerts}: rules for Prometheus, a route for Alertmanager and a dashboard for Grafana that watch the servers of a model. */
@Command(name = "alerts", mixinStandardHelpOptions = true,
        description = "Prints rules for Prometheus that watch the servers of a model; or writes them with a route for Alertmanager and a dashboard for Grafana.")
public final class AlertsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, description = "Name of the model, without a version.")
    private String model;

    @Option(names = "--output", paramLabel = "DIR", description = "Write <model>.rules.yml, <model>.alertmanager.yml and <model>.dashboard.json there.")
    private Optional<Path> output;

    @Option(names = "--print", defaultValue = "rules", paramLabel = "PART", description = "What to print without --output: rules, alertmanager or dashboard (default: ${DEFAULT-VALUE}).")
    private String part;

    @Option(names = "--for", defaultValue = "5m", description = "How long a figure must be beyond its limit (default: ${DEFAULT-VALUE}).")
    private String hold;

    @Option(names = "--unexpected", defaultValue = "0.1", description = "Share of inputs that the model was not trained on (default: ${DEFAULT-VALUE}).")
    private double unexpected;

    @Option(names = "--stability", defaultValue = "0.25", description = "Population stability index of a feature (default: ${DEFAULT-VALUE}).")
    private double stability;

    @Option(names = "--confidence", defaultValue = "0.5", description = "Mean confidence, too low below it (default: ${DEFAULT-VALUE}).")
    private double confidence;

    @Option(names = "--errors", defaultValue = "0.05", description = "Share of failed requests (default: ${DEFAULT-VALUE}).")
    private double errors;

    @Option(names = "--latency", defaultValue = "1s", description = "99th percentile of latency (default: ${DEFAULT-VALUE}).")
    private String latency;

    @Option(names = "--webhook", defaultValue = "https://jenkins.example.org/mlcd/webhook/alertmanager", paramLabel = "URL",
            description = "Where Jenkins takes alerts (default: ${DEFAULT-VALUE}).")
    private URI webhook;

    @Option(names = "--token-file", defaultValue = "/etc/alertmanager/mlcd.token", paramLabel = "FILE",
            description = "File on Alertmanager's machine with the webhook's token (default: ${DEFAULT-VALUE}).")
    private String tokenFile;

    @Override
    public Integer call() throws IOException {
        Map<String, String> files;
        try {
            files = files();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output.isEmpty()) {
            out.print(Optional.ofNullable(files.get(part))
                    .orElseThrow(() -> new UsageException("--print '" + part + "' is none of " + String.join(", ", files.keySet()))));
            out.flush();
            return 0;
        }
        Files.createDirectories(output.get());
        Map<String, String> endings = Map.of("rules", ".rules.yml", "alertmanager", ".alertmanager.yml", "dashboard", ".dashboard.json");
        for (Map.Entry<String, String> file : files.entrySet()) {
            out.println("wrote " + Files.writeString(output.get().resolve(model + endings.get(file.getKey())), file.getValue()));
        }
        out.flush();
        return 0;
    }

    private Map<String, String> files() throws IOException {
        AlertOptions options = new AlertOptions(
                model, Durations.parse("for", hold), unexpected, stability, confidence, errors, Durations.parse("latency", latency));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("rules", new AlertRules(options).yaml());
        files.put("alertmanager", AlertmanagerRoute.yaml(options, webhook, tokenFile));
        files.put("dashboard", Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Dashboard.json(options)) + "\n");
        return files;
    }
}
