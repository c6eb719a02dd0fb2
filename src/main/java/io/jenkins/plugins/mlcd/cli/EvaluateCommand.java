package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.DataSet;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.evaluate.Evaluation;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd evaluate}: measures one model. What is not given comes from the environment of a benchmark (docs/reference/protocol.md). */
@Command(
        name = "evaluate",
        description = "Measure one model on labelled data; defaults come from the ML_* environment of a benchmark.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "DIR", description = "Model directory. Default: $ML_MODEL_DIR.")
    private Path model;

    @Option(names = "--data", paramLabel = "DIR", description = "A part, or a directory whose parts called 'test' are used. Default: $ML_DATA.")
    private Path data;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Where the metrics are written as JSON. Default: $ML_METRICS_FILE.")
    private Path metricsFile;

    @Option(names = "--predictions", paramLabel = "FILE", description = "Where each prediction is written, a JSON line. Default: $ML_PREDICTIONS_FILE.")
    private Path predictionsFile;

    @Override
    public Integer call() throws IOException {
        TrialEnvironment environment = new TrialEnvironment(System.getenv());
        Path directory = required(environment.path(model, "ML_MODEL_DIR"), "--model DIR or $ML_MODEL_DIR");
        Path samples = required(environment.path(data, "ML_DATA"), "--data DIR or $ML_DATA");
        Part part = DataSet.forEvaluation(samples);
        try (Predictor predictor = Models.load(directory)) {
            Evaluation evaluation = Evaluation.of(predictor, part, Models.bytes(directory));
            Map<String, Double> metrics = evaluation.metrics(predictor);
            Optional<Path> predictions = environment.path(predictionsFile, "ML_PREDICTIONS_FILE");
            if (predictions.isPresent()) {
                evaluation.writePredictions(predictions.get());
            }
            Optional<Path> file = environment.path(metricsFile, "ML_METRICS_FILE");
            if (file.isPresent()) {
                Json.write(file.get(), metrics);
            }
            print(metrics);
        }
        return 0;
    }

    private void print(Map<String, Double> metrics) {
        PrintWriter out = spec.commandLine().getOut();
        metrics.forEach((name, value) -> out.println(String.format(Locale.ROOT, value == Math.rint(value) ? "%-18s %.0f" : "%-18s %.4f", name, value)));
        out.flush();
    }

    private static Path required(Optional<Path> path, String what) {
        return path.orElseThrow(() -> new UsageException(what + " must be given"));
    }
}
