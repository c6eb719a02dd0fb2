package io.jenkins.plugins.mlcd.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd registry trials}: every trial of every build, whether it was registered, failed or pruned, also of builds that were deleted. */
@Command(name = "trials", mixinStandardHelpOptions = true, description = "Lists the trials of all builds, also failed and pruned ones and those of deleted builds.")
final class RegistryTrials implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Option(names = "--build", paramLabel = "N", description = "Only this build.")
    private Optional<Integer> build = Optional.empty();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode trials = Json.mapper().createArrayNode();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            for (Map.Entry<Integer, Path> entry : JobDirectories.builds(job.getValue()).entrySet()) {
                if (build.isEmpty() || build.get().equals(entry.getKey())) {
                    for (Path log : studies(new BuildLayout(entry.getValue()))) {
                        add(trials, job.getKey(), entry.getKey(), log);
                    }
                }
            }
        }
        if (json) {
            out.println(trials.toPrettyString());
        } else {
            print(out, trials);
        }
        out.flush();
        return 0;
    }

    static List<Path> studies(BuildLayout layout) throws IOException {
        if (!Files.isDirectory(layout.directory())) {
            return List.of();
        }
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(layout.directory(), "study-*.jsonl")) {
            return StreamSupport.stream(logs.spliterator(), false).sorted().toList();
        }
    }

    private static void add(ArrayNode trials, String job, int build, Path log) throws IOException {
        StudyState study = StudyState.read(log);
        String name = study.definition().map(definition -> definition.path("study").asText()).orElse("");
        for (Trial trial : study.trials()) {
            ObjectNode node = trials.addObject().put("job", job).put("build", build).put("study", name).put("trial", trial.number())
                    .put("state", trial.state().name().toLowerCase(java.util.Locale.ROOT)).put("algorithm", trial.algorithm());
            trial.value().ifPresent(value -> node.put("value", value));
            node.set("params", Json.mapper().valueToTree(trial.params()));
            node.set("metrics", Json.mapper().valueToTree(trial.metrics()));
            node.put("reason", trial.reason()).put("startedAt", trial.startedAt().toString());
            trial.endedAt().ifPresent(end -> node.put("endedAt", end.toString()));
            trial.model().ifPresent(path -> node.put("model", path));
        }
    }

    private static void print(PrintWriter out, ArrayNode trials) {
        TextTable table = new TextTable("job", "build", "study", "trial", "state", "algorithm", "value", "params", "reason");
        trials.forEach(trial -> table.row(trial.path("job").asText(), trial.path("build").asText(), trial.path("study").asText(), trial.path("trial").asText(),
                trial.path("state").asText(), trial.path("algorithm").asText(), trial.has("value") ? Figures.number(trial.path("value").asDouble()) : "-",
                Figures.of(trial.path("params")), trial.path("reason").asText()));
        table.print(out);
    }
}
