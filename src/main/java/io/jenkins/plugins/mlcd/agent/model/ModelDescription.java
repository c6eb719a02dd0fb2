package io.jenkins.plugins.mlcd.agent.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.record.Durations;
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
import java.util.Set;

/**
 * {@code model.json}: what a model directory holds (docs/reference/protocol.md).
 *
 * @param framework one that {@link Models} knows, such as {@code pytorch} or {@code command}
 * @param classes the class names, in the order of the probabilities; at least 2, no two alike
 * @param parameters number of learned numbers; absent when nobody knows
 * @param metric what the trainer measured on held-out data
 * @param data version and number of the samples that it was trained on
 * @param command for framework {@code command}: program and arguments, started in the model directory
 * @param columns of a table, as many as it has features; empty when they have no names
 * @param serving what a framework needs to know beside
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
        Optional<List<String>> command,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Column> columns,
        Optional<Serving> serving) {

    public static final String FILE = "model.json";

    private static final int MAX_CLASSES = 10_000;
    private static final long MAX_BYTES = 1 << 20;

    /** The training data: its content version, {@code sha256:...}, and number of samples. */
    public record Data(String version, int samples) {}

    /**
     * What some frameworks need to know.
     *
     * @param function for framework {@code python}: file and function, {@code predict.py:predict}
     * @param timeout for frameworks {@code command} and {@code python}: the longest time for an answer, such as {@code 30s}
     * @param output for frameworks {@code torchscript} and {@code onnx}: whether the model answers with {@code logits} or {@code probabilities}
     */
    public record Serving(Optional<String> function, Optional<String> timeout, Optional<String> output) {

        private static final Set<String> OUTPUTS = Set.of("logits", "probabilities");

        public static final Serving NONE = new Serving(Optional.empty(), Optional.empty(), Optional.empty());

        public Serving {
            function = function == null ? Optional.empty() : function;
            timeout = timeout == null ? Optional.empty() : timeout;
            output = output == null ? Optional.empty() : output;
            timeout.ifPresent(text -> Durations.parse("timeout", text));
            if (!OUTPUTS.contains(output.orElse("logits"))) {
                throw new IllegalArgumentException("output must be logits or probabilities, but is '" + output.get() + "'");
            }
        }
    }

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
        columns = columns == null ? List.of() : List.copyOf(columns);
        serving = serving == null ? Optional.empty() : serving;
        if (classes.size() < 2 || classes.size() > MAX_CLASSES || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("classes must be 2 to " + MAX_CLASSES + " different names, but are " + classes.size());
        }
        if (framework.equals("command") != command.filter(words -> !words.isEmpty()).isPresent()) {
            throw new IllegalArgumentException("framework 'command', and no other, needs a command");
        }
        if (!columns.isEmpty() && (input.isImage() || columns.size() != input.features()
                || columns.stream().map(Column::name).distinct().count() < columns.size())) {
            throw new IllegalArgumentException("columns must be as many as the features of a table, each with a name of its own, but are "
                    + columns.size() + " for a " + input);
        }
    }

    /** A description without names of columns, of a framework that needs nothing else. */
    public ModelDescription(
            String schema, int version, String algorithm, Map<String, Object> params, String framework, List<String> classes, InputShape input,
            Optional<Long> parameters, Optional<Long> seed, Map<String, Double> metric, Optional<Data> data, Optional<String> commit,
            Optional<List<String>> command) {
        this(schema, version, algorithm, params, framework, classes, input, parameters, seed, metric, data, commit, command, List.of(), Optional.empty());
    }

    /** A model that is known by what it takes and answers only. */
    public static ModelDescription of(String framework, List<String> classes, InputShape input, Optional<List<String>> command, Serving serving) {
        return new ModelDescription(Schema.MODEL.name(), Schema.MODEL.version(), "", Map.of(), framework, classes, input, Optional.empty(),
                Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), command, List.of(), Optional.of(serving));
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
        return new ModelDescription(schema, version, algorithm, params, framework, classes, features, parameters, seed, metric, data, commit, command,
                List.of(), serving);
    }

    /** Writes {@code model.json} into {@code directory}. */
    public void write(Path directory) throws IOException {
        Json.write(directory.resolve(FILE), this);
    }
}
