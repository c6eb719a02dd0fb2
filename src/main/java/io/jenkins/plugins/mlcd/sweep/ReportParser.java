package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads a report line of the protocol. Trainers are strangers: lines are at most {@value #MAX_LINE} characters, objects
 * have at most {@value #MAX_KEYS} keys, and {@code NaN} and {@code Infinity}, which Python writes, are understood.
 */
public final class ReportParser {

    /** What a metric may be called. */
    private static final String METRIC_NAME = "[A-Za-z_][A-Za-z0-9_./=@:\\[\\]-]{0,99}";

    /** Longest line, in characters. */
    public static final int MAX_LINE = 16_384;

    private static final int MAX_KEYS = 100;
    private static final int MAX_TEXT = 200;
    private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]{1,20}://[\\x21-\\x7e]{1,1000}");
    private static final Pattern NAME = Pattern.compile(METRIC_NAME);
    private static final ObjectReader READER = Json.mapper().reader()
            .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private ReportParser() {}

    /**
     * The report on one line.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong with the line
     */
    public static Report parse(String line) {
        if (line.length() > MAX_LINE) {
            throw new IllegalArgumentException("a report of " + line.length() + " characters is too long, the limit is " + MAX_LINE);
        }
        ObjectNode object = object(line);
        if (object.size() > MAX_KEYS) {
            throw new IllegalArgumentException("a report has at most " + MAX_KEYS + " keys, this one has " + object.size());
        }
        OptionalInt step = OptionalInt.empty();
        Map<String, Double> metrics = new LinkedHashMap<>();
        Map<String, Object> resources = Map.of();
        Optional<String> model = Optional.empty();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            switch (field.getKey()) {
                case "step" -> step = OptionalInt.of(step(field.getValue()));
                case "resources" -> resources = resources(field.getValue());
                case "model" -> model = Optional.of(model(field.getValue()));
                default -> metrics.put(requireMetric(field.getKey()), number(field.getKey(), field.getValue()));
            }
        }
        return new Report(step, metrics, resources, model);
    }

    private static String model(JsonNode value) {
        if (!value.isTextual() || !URI.matcher(value.asText()).matches()) {
            throw new IllegalArgumentException("model " + excerpt(value.toString()) + " is not a URI such as s3://models/digits/7");
        }
        return value.asText();
    }

    private static ObjectNode object(String line) {
        try {
            if (READER.readTree(line) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a report is one JSON object, but '" + excerpt(line) + "' is none", e);
        }
        throw new IllegalArgumentException("a report is one JSON object, but '" + excerpt(line) + "' is none");
    }

    private static int step(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0) {
            throw new IllegalArgumentException("step " + excerpt(value.toString()) + " is not a whole number of at least 0");
        }
        return value.asInt();
    }

    /** @throws IllegalArgumentException when {@code name} is not a name of a metric */
    static String requireMetric(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + (name == null ? "" : excerpt(name)) + "' is not a name of a metric, such as accuracy or val_loss");
        }
        return name;
    }

    private static double number(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("metric " + name + " is " + excerpt(value.toString()) + ", not a number");
        }
        return Double.isFinite(value.asDouble()) ? value.asDouble() : Double.NaN;
    }

    private static Map<String, Object> resources(JsonNode node) {
        if (!node.isObject() || node.size() > MAX_KEYS) {
            throw new IllegalArgumentException("resources is an object of at most " + MAX_KEYS + " figures");
        }
        Map<String, Object> resources = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber() && Double.isFinite(value.asDouble())) {
                resources.put(requireMetric(field.getKey()), value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble());
            } else if (value.isTextual() && value.asText().length() <= MAX_TEXT) {
                resources.put(requireMetric(field.getKey()), value.asText());
            }
        });
        return resources;
    }

    private static String excerpt(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= MAX_TEXT ? plain : plain.substring(0, MAX_TEXT) + "...";
    }
}
