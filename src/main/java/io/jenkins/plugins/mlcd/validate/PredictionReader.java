package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a predictions file one line at a time, so that its size does not matter; a line may have at most 64 KiB. */
final class PredictionReader implements Closeable {

    private static final int MAX_LINE_BYTES = 1 << 16;

    private final String name;
    private final InputStream in;
    private long number;

    /** @param name what the file is, for messages */
    PredictionReader(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next prediction; empty at the end of the file. */
    Optional<Prediction> next() throws IOException, BenchmarkException {
        Optional<String> line = nextLine();
        while (line.isPresent() && line.get().isBlank()) {
            line = nextLine();
        }
        return line.isPresent() ? Optional.of(parse(line.get())) : Optional.empty();
    }

    private Optional<String> nextLine() throws IOException, BenchmarkException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        number++;
        while (next >= 0 && next != '\n') {
            line.write(next);
            if (line.size() > MAX_LINE_BYTES) {
                throw wrong("is longer than " + MAX_LINE_BYTES + " bytes");
            }
            next = in.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private Prediction parse(String line) throws BenchmarkException {
        ObjectNode object;
        try {
            object = Json.parseObject(line);
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON object: " + e.getOriginalMessage());
        }
        return new Prediction(
                text(object, "id"), text(object, "label"), text(object, "prediction"), confidence(object), slices(object));
    }

    private String text(ObjectNode object, String field) throws BenchmarkException {
        JsonNode value = object.path(field);
        if (!value.isValueNode() || value.isNull()) {
            throw wrong("has no '" + field + "'");
        }
        return value.asText();
    }

    private double confidence(ObjectNode object) throws BenchmarkException {
        JsonNode value = object.path("confidence");
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        double confidence = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(confidence >= 0 && confidence <= 1)) {
            throw wrong("has the confidence " + value + ", which is not 0 to 1");
        }
        return confidence;
    }

    private static Map<String, String> slices(ObjectNode object) {
        Map<String, String> slices = new HashMap<>();
        object.path("slices").fields().forEachRemaining(slice -> slices.put(slice.getKey(), slice.getValue().asText()));
        return slices;
    }

    private BenchmarkException wrong(String rule) {
        return new BenchmarkException(name + " line " + number + " " + rule);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
