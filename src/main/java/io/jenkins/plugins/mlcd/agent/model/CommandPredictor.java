package io.jenkins.plugins.mlcd.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model that is a program: it reads a request {@code {"id", "input"}} a line and writes an answer a line, in the same order: {@code {"id",
 * "prediction", "confidence"}}, or {@code "probabilities"} in the order of the classes, or {@code "scores"} by class, or {@code "error"}. It runs in
 * the model directory and may take 30 s an answer, or what {@code serving.timeout} says. A missing value is null.
 */
public final class CommandPredictor implements Predictor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ModelDescription description;
    private final JsonLineProgram program;
    private final AutoCloseable belongings;
    private long last;

    private CommandPredictor(ModelDescription description, JsonLineProgram program, AutoCloseable belongings) {
        this.description = description;
        this.program = program;
        this.belongings = belongings;
    }

    static CommandPredictor start(Path directory, ModelDescription description) throws IOException {
        return start(directory, description, description.command().orElseThrow(), () -> {});
    }

    /** @param belongings closed with the predictor */
    static CommandPredictor start(Path directory, ModelDescription description, List<String> command, AutoCloseable belongings) throws IOException {
        Duration patience = description.serving().flatMap(ModelDescription.Serving::timeout).map(text -> Durations.parse("timeout", text)).orElse(PATIENCE);
        try {
            return new CommandPredictor(description, new JsonLineProgram(directory, command, patience), belongings);
        } catch (IOException e) {
            throw new IOException(directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        if (inputs.length == 0) {
            return new float[0][];
        }
        long first = last;
        last += inputs.length;
        List<String> answers = program.ask(IntStream.range(0, inputs.length).mapToObj(i -> request(first + i, inputs[i])).toList());
        List<JsonNode> parsed = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            parsed.add(parsed(first + i, answers.get(i)));
        }
        return parsed.stream().map(this::probabilities).toArray(float[][]::new);
    }

    private static String request(long id, float[] input) {
        ObjectNode request = Json.object().put("id", Long.toString(id));
        var values = request.putArray("input");
        for (float value : input) {
            if (Float.isNaN(value)) {
                values.addNull();
            } else {
                values.add(value);
            }
        }
        return Json.line(request);
    }

    /** After an answer to another question, or none in JSON, nobody knows what the next one will be to: the program is ended. */
    private JsonNode parsed(long id, String answer) {
        ObjectNode json;
        try {
            json = Json.parseObject(answer);
        } catch (JsonProcessingException e) {
            throw program.fail("its answer must be a JSON object", ", but is '" + shortened(answer) + "'");
        }
        if (!json.path("id").asText().equals(Long.toString(id))) {
            throw program.fail("it answered another request", ": it answered with id '" + shortened(json.path("id").asText()) + "' to the request '" + id + "'");
        }
        return json;
    }

    /** The answer's probabilities; where only a confidence is given, the other classes share the rest equally. */
    private float[] probabilities(JsonNode answer) {
        if (answer.hasNonNull("error")) {
            throw new InputRefusedException("the model's command says: " + shortened(answer.get("error").asText()));
        }
        List<String> classes = description.classes();
        float[] row = new float[classes.size()];
        JsonNode given = answer.path("probabilities");
        JsonNode scores = answer.path("scores");
        if (given.isArray() && given.size() == row.length) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) given.get(i).asDouble(Double.NaN);
            }
            return distribution(row, answer);
        }
        if (scores.isObject() && !scores.isEmpty()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) scores.path(classes.get(i)).asDouble(0);
            }
            return distribution(row, answer);
        }
        int predicted = classes.indexOf(answer.path("prediction").asText());
        double confidence = answer.path("confidence").asDouble(Double.NaN);
        if (predicted < 0 || !(confidence >= 0 && confidence <= 1)) {
            throw wrong("its answer must have a prediction among the classes and a confidence from 0 to 1", answer);
        }
        Arrays.fill(row, (float) ((1 - confidence) / (classes.size() - 1)));
        row[predicted] = (float) confidence;
        return row;
    }

    private float[] distribution(float[] row, JsonNode answer) {
        double sum = 0;
        for (float value : row) {
            if (!(value >= 0 && value <= 1)) {
                throw wrong("its probabilities must be 0 to 1", answer);
            }
            sum += value;
        }
        if (Math.abs(sum - 1) > 0.01) {
            throw wrong("its probabilities must sum to 1", answer);
        }
        return row;
    }

    private IllegalStateException wrong(String rule, JsonNode answer) {
        return new IllegalStateException("the model's command failed: " + rule + ", but the answer is '" + shortened(answer.toString()) + "'");
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    @Override
    public synchronized void close() {
        program.close();
        try {
            belongings.close();
        } catch (Exception e) {
            throw new IllegalStateException("what belongs to the model's command cannot be closed: " + e.getMessage(), e);
        }
    }
}
