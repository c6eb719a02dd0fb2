package io.jenkins.plugins.mlcd.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a build recorded of its gate.
 *
 * @param record the object of {@code validation.json}
 */
public record GateFacts(ObjectNode record) {

    List<String> benchmarks() {
        List<String> names = new ArrayList<>();
        record.path("benchmarks").forEach(benchmark -> names.add(benchmark.path("name").asText()));
        return names;
    }

    private JsonNode benchmark(String name) {
        for (JsonNode benchmark : record.path("benchmarks")) {
            if (benchmark.path("name").asText().equals(name)) {
                return benchmark;
            }
        }
        return MissingNode.getInstance();
    }

    /** Why a benchmark could not be measured; empty when it was. */
    Optional<String> error(String benchmark) {
        return Optional.ofNullable(benchmark(benchmark).get("error")).map(JsonNode::asText);
    }

    boolean hasBaseline() {
        return record.hasNonNull("baseline");
    }

    Set<String> metrics(String benchmark) {
        Set<String> names = new TreeSet<>();
        benchmark(benchmark).path("candidate").fieldNames().forEachRemaining(names::add);
        return names;
    }

    OptionalDouble figure(String benchmark, String role, String metric) {
        JsonNode figure = benchmark(benchmark).path(role).path(metric);
        return figure.isNumber() ? OptionalDouble.of(figure.asDouble()) : OptionalDouble.empty();
    }

    /** How many samples a benchmark has, or the slice of it that a metric such as {@code accuracy[slice=writer:new]} names. */
    OptionalLong samples(String benchmark, Optional<String> slice) {
        if (slice.isEmpty()) {
            long samples = benchmark(benchmark).path("samples").asLong();
            return samples > 0 ? OptionalLong.of(samples) : OptionalLong.empty();
        }
        List<JsonNode> slices = new ArrayList<>();
        benchmark(benchmark).path("slices").path("worst").forEach(slices::add);
        for (JsonNode check : record.path("checks")) {
            if (check.path("benchmark").asText().equals(benchmark)) {
                check.path("slices").forEach(slices::add);
            }
        }
        return slices.stream()
                .filter(node -> node.path("slice").asText().equals(slice.get()))
                .mapToLong(node -> node.path("samples").asLong())
                .findFirst();
    }

    /** A check as it was decided. */
    record Decided(String check, double value, Optional<Interval> interval, OptionalDouble baseline) {}

    /** What was decided on a benchmark, of the checks that had a value. */
    List<Decided> decided(String benchmark) {
        List<Decided> decided = new ArrayList<>();
        for (JsonNode check : record.path("checks")) {
            if (check.path("benchmark").asText().equals(benchmark) && check.path("value").isNumber()) {
                JsonNode interval = check.path("interval");
                decided.add(new Decided(
                        check.path("check").asText(),
                        check.path("value").asDouble(),
                        interval.size() == 2 ? Optional.of(new Interval(interval.get(0).asDouble(), interval.get(1).asDouble())) : Optional.empty(),
                        check.path("baseline").isNumber() ? OptionalDouble.of(check.path("baseline").asDouble()) : OptionalDouble.empty()));
            }
        }
        return decided;
    }
}
