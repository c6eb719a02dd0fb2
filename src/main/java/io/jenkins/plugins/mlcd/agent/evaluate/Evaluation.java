package io.jenkins.plugins.mlcd.agent.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model measured on a part; samples without a label are left out and counted. */
public record Evaluation(Scores scores, int leftOut, Latency latency, long modelBytes) {

    /**
     * Measures {@code model} on {@code part}.
     *
     * @param modelBytes size of the model's files
     * @throws IOException when no sample has a label, or the inputs do not fit the model
     */
    public static Evaluation of(Predictor model, Part part, long modelBytes) throws IOException {
        Part labelled = part.labelled();
        if (labelled.size() == 0) {
            throw new IOException("part '" + part.name() + "' holds " + part.size() + " samples, but none with a label");
        }
        if (labelled.shape().values() != model.description().input().values()) {
            throw new IOException("the model takes a " + model.description().input() + ", but part '" + part.name() + "' holds a " + labelled.shape() + " a sample");
        }
        return new Evaluation(Scores.of(model, labelled), part.size() - labelled.size(), Latency.of(model, labelled, System::nanoTime), modelBytes);
    }

    /** The metrics by name: all are numbers, in the order in which people read them. */
    public Map<String, Double> metrics(Predictor model) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", scores.accuracy());
        metrics.put("log_loss", scores.logLoss());
        metrics.put("brier", scores.brier());
        for (String name : scores.classes()) {
            scores.recall(name).ifPresent(recall -> metrics.put("recall[class=" + name + "]", recall));
        }
        metrics.put("latency_p50_ms", latency.p50());
        metrics.put("latency_p99_ms", latency.p99());
        metrics.put("model_bytes", (double) modelBytes);
        model.description().parameters().ifPresent(parameters -> metrics.put("parameters", (double) parameters));
        metrics.put("samples", (double) scores.size());
        metrics.put("samples_left_out", (double) leftOut);
        return metrics;
    }

    /** Writes one JSON object a line for each sample, as the protocol's predictions file wants it; the slice {@code part} tells its part. */
    public void writePredictions(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < scores.size(); i++) {
                Part.Sample sample = scores.samples().get(i);
                ObjectNode line = Json.object()
                        .put("id", sample.id())
                        .put("label", scores.label(i))
                        .put("prediction", scores.prediction(i))
                        .put("confidence", scores.confidence(i));
                scores.probabilities(i).ifPresent(probabilities -> line.set("scores", Json.mapper().valueToTree(probabilities)));
                line.putObject("slices").put("part", sample.part());
                out.write(Json.line(line));
                out.newLine();
            }
        }
    }
}
