package io.jenkins.plugins.mlcd.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.prometheus.Series.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the results of queries. */
final class Answers {

    private Answers() {}

    /** @throws PrometheusException when {@code data} is no result of a query with numbers */
    static List<Series> series(String server, JsonNode data) throws PrometheusException {
        String type = data.path("resultType").asText();
        JsonNode result = data.path("result");
        try {
            return switch (type) {
                case "scalar" -> List.of(new Series(Map.of(), List.of(sample(result))));
                case "vector" -> all(result, "value");
                case "matrix" -> all(result, "values");
                default -> throw new PrometheusException(server + " answered a result of the type '" + type + "', which has no numbers", 200);
            };
        } catch (IllegalArgumentException e) {
            throw new PrometheusException(server + " answered a result that cannot be read: " + e.getMessage(), 200);
        }
    }

    private static List<Series> all(JsonNode result, String field) {
        List<Series> all = new ArrayList<>();
        for (JsonNode series : result) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric").fields().forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Sample> samples = new ArrayList<>();
            if (field.equals("value") && series.has(field)) {
                samples.add(sample(series.path(field)));
            } else {
                series.path(field).forEach(sample -> samples.add(sample(sample)));
            }
            // A series that has native histograms only has no numbers.
            if (!samples.isEmpty()) {
                all.add(new Series(labels, samples));
            }
        }
        return all;
    }

    private static Sample sample(JsonNode pair) {
        if (pair.size() != 2 || !pair.get(0).isNumber() || !pair.get(1).isTextual()) {
            throw new IllegalArgumentException("a sample is a time and a text, but not " + pair);
        }
        return new Sample(pair.get(0).asDouble(), number(pair.get(1).asText()));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
