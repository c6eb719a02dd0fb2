package io.jenkins.plugins.mlcd.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code model.json}: what a model directory holds (docs/reference/protocol.md).
 *
 * @param framework {@code pytorch}, {@code xgboost} or {@code command}
 * @param classes the class names, in the order of the probabilities; at least 2, no two alike
 * @param parameters number of learned numbers; absent when nobody knows
 * @param metric what the trainer measured on held-out data
 * @param data version and number of the samples that it was trained on
 * @param command for framework {@code command}: program and arguments, started in the model directory
 */
public record ModelDescription(
        String schema,
        int version,
        String algorithm,
        Map<String, Object> params,
        String framework,
        List<String> classes,
        InputShape input,
        Optional<Long> parameters,
        Optional<Long> seed,
        Map<String, Double> metric,
        Optional<Data> data,
        Optional<String> commit,
        Optional<List<String>> command) {

    public static final String FILE = "model.json";

    private static final int MAX_CLASSES = 10_000;
    private static final long MAX_BYTES = 1 << 20;

    /** The training data: its content version, {@code sha256:...}, and number of samples. */
    public record Data(String version, int samples) {}

    public ModelDescription {
        new Schema(Objects.requireNonNull(schema, "schema is missing"), version);
        Objects.requireNonNull(framework, "framework is missing");
        Objects.requireNonNull(input, "input is missing");
        algorithm = algorithm == null ? "" : algorithm;
        params = params == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(params));
        metric = metric == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metric));
        classes = classes == null ? List.of() : List.copyOf(classes);
        parameters = parameters == null ? Optional.empty() : parameters;
        seed = seed == null ? Optional.empty() : seed;
        data = data == null ? Optional.empty() : data;
        commit = commit == null ? Optional.empty() : commit;
        command = command == null ? Optional.empty() : command;
        if (classes.size() < 2 || classes.size() > MAX_CLASSES || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("classes must be 2 to " + MAX_CLASSES + " different names, but are " + classes.size());
        }
        if (framework.equals("command") != command.filter(words -> !words.isEmpty()).isPresent()) {
            throw new IllegalArgumentException("framework 'command', and no other, needs a command");
        }
    }

    /**
     * Reads {@code model.json} in {@code directory}.
     *
     * @throws IOException in one sentence that names the file when it is missing, larger than 1 MiB or does not fit
     */
    public static ModelDescription read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(directory + " is no model directory: it holds no " + FILE);
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
        }
        JsonNode json = Json.read(file, JsonNode.class);
        Schema.MODEL.requireReadable(new Schema(json.path("schema").asText(), Math.max(1, json.path("version").asInt())), file);
        try {
            return Json.mapper().treeToValue(json, ModelDescription.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause instanceof com.fasterxml.jackson.core.JsonProcessingException parse ? parse.getOriginalMessage() : cause.getMessage();
            throw new IOException(file + ": " + message, e);
        }
    }

    /** The same model as seen behind something that makes {@code features} of its input. */
    ModelDescription taking(InputShape features) {
        return new ModelDescription(schema, version, algorithm, params, framework, classes, features, parameters, seed, metric, data, commit, command);
    }

    /** Writes {@code model.json} into {@code directory}. */
    public void write(Path directory) throws IOException {
        Json.write(directory.resolve(FILE), this);
    }
}
