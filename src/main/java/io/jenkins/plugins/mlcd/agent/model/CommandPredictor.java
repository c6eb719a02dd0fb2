package io.jenkins.plugins.mlcd.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A model that is a program: it reads a request {@code {"id", "input"}} a line and writes an answer {@code {"id", "prediction", "confidence"}} a
 * line, or {@code "probabilities"} in the order of the classes instead. It runs in the model directory and may take 30 s an answer.
 */
public final class CommandPredictor implements Predictor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String END = "";

    private final ModelDescription description;
    private final Process process;
    private final BufferedWriter requests;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
    private long last;

    private CommandPredictor(ModelDescription description, Process process) {
        this.description = description;
        this.process = process;
        this.requests = process.outputWriter(java.nio.charset.StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "answers of " + description.algorithm());
        reader.setDaemon(true);
        reader.start();
    }

    static CommandPredictor start(Path directory, ModelDescription description) throws IOException {
        List<String> command = description.command().orElseThrow();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new CommandPredictor(description, process);
        } catch (IOException e) {
            throw new IOException(directory + ": the model's command '" + String.join(" ", command) + "' cannot be started (" + e.getMessage() + ")", e);
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(java.nio.charset.StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    answers.put(line);
                }
            }
            answers.put(END);
        } catch (IOException | InterruptedException e) {
            answers.offer(END);
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public synchronized float[][] predict(float[][] inputs) {
        Models.requireFit(description, inputs);
        float[][] rows = new float[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            rows[i] = ask(inputs[i]);
        }
        return rows;
    }

    private float[] ask(float[] input) {
        String id = Long.toString(last++);
        ObjectNode request = Json.object().put("id", id);
        request.set("input", Json.mapper().valueToTree(input));
        try {
            send(Json.line(request));
            return probabilities(id, answer());
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the model's command " + description.command().orElseThrow() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the model's command", e);
        }
    }

    private void send(String line) throws IOException {
        try {
            requests.write(line);
            requests.newLine();
            requests.flush();
        } catch (IOException e) {
            throw new IOException("it ended", e);
        }
    }

    private JsonNode answer() throws IOException, InterruptedException {
        String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer == null || answer.equals(END)) {
            throw new IOException(answer == null ? "no answer came within " + PATIENCE.toSeconds() + " s" : "it ended");
        }
        try {
            return Json.parseObject(answer);
        } catch (JsonProcessingException e) {
            throw new IOException("its answer must be a JSON object, but is '" + shortened(answer) + "'", e);
        }
    }

    /** The answer's probabilities; where only a confidence is given, the other classes share the rest equally. */
    private float[] probabilities(String id, JsonNode answer) throws IOException {
        if (!answer.path("id").asText().equals(id)) {
            throw new IOException("it answered with id '" + answer.path("id").asText() + "' to the request '" + id + "'");
        }
        int classes = description.classes().size();
        float[] row = new float[classes];
        JsonNode given = answer.path("probabilities");
        if (given.size() == classes) {
            for (int i = 0; i < classes; i++) {
                row[i] = (float) given.get(i).asDouble();
            }
            return row;
        }
        int predicted = description.classes().indexOf(answer.path("prediction").asText());
        double confidence = answer.path("confidence").asDouble(Double.NaN);
        if (predicted < 0 || !(confidence >= 0 && confidence <= 1)) {
            throw new IOException("its answer must have a prediction among the classes and a confidence from 0 to 1, but is '" + shortened(answer.toString()) + "'");
        }
        Arrays.fill(row, (float) ((1 - confidence) / (classes - 1)));
        row[predicted] = (float) confidence;
        return row;
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    @Override
    public synchronized void close() {
        try {
            requests.close();
            if (process.waitFor(2, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // The program ended by itself and broke the pipe; that is what closing is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
