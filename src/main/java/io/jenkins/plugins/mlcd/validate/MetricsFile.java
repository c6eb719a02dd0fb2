package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what an evaluator wrote to {@code $ML_METRICS_FILE}: one JSON object of numbers, or of numbers with intervals. */
public final class MetricsFile {

    /** A file that is larger is no file of metrics. */
    public static final int MAX_BYTES = 1 << 20;

    private MetricsFile() {}

    /**
     * The metrics in the order of the file; one that is no number (also {@code "NaN"} as text, or null) is NaN, so that a
     * check on it can say so.
     *
     * @param name what the file is, for messages
     */
    public static Map<String, Figure> parse(String name, String text) throws BenchmarkException {
        ObjectNode object;
        try {
            object = Json.parseObject(text);
        } catch (JsonProcessingException e) {
            throw new BenchmarkException(name + " is no JSON object of numbers: " + e.getOriginalMessage());
        }
        Map<String, Figure> metrics = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            metrics.put(field.getKey(), figure(name + ": '" + field.getKey() + "'", field.getValue()));
        }
        return metrics;
    }

    private static Figure figure(String what, JsonNode node) throws BenchmarkException {
        if (!node.isObject()) {
            return Figure.of(number(node));
        }
        Optional<Figure> ratio = node.has("ratio") ? Optional.of(figure(what + " ratio", node.get("ratio"))) : Optional.empty();
        OptionalLong samples =
                node.path("samples").canConvertToLong() ? OptionalLong.of(node.get("samples").asLong()) : OptionalLong.empty();
        return new Figure(number(node.path("value")), interval(what, node), samples, ratio);
    }

    private static Optional<Interval> interval(String what, JsonNode node) throws BenchmarkException {
        if (!node.has("low") && !node.has("high")) {
            return Optional.empty();
        }
        double value = number(node.path("value"));
        double low = number(node.path("low"));
        double high = number(node.path("high"));
        if (!(low <= value && value <= high)) {
            throw new BenchmarkException(what + " has the value " + node.path("value") + " outside of its interval from "
                    + node.path("low") + " to " + node.path("high"));
        }
        return Optional.of(new Interval(low, high));
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
