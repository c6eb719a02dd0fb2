package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what an evaluator wrote to {@code $ML_METRICS_FILE}: one JSON object of numbers. */
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
    public static Map<String, Double> parse(String name, String text) throws BenchmarkException {
        ObjectNode object;
        try {
            object = Json.parseObject(text);
        } catch (JsonProcessingException e) {
            throw new BenchmarkException(name + " is no JSON object of numbers: " + e.getOriginalMessage());
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        object.fields().forEachRemaining(field ->
                metrics.put(field.getKey(), field.getValue().isNumber() ? field.getValue().asDouble() : Double.NaN));
        return metrics;
    }
}
