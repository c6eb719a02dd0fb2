package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Map;
import java.util.Optional;

/** A validation as the object of {@code validation.json}; figures that are not finite are left out, since JSON has none. */
public final class ValidationJson {

    private ValidationJson() {}

    public static ObjectNode of(Validation validation) {
        ObjectNode node = Json.object()
                .put("schema", Schema.VALIDATION.name())
                .put("version", Schema.VALIDATION.version())
                .put("model", validation.model());
        validation.baseline().ifPresent(baseline -> node.put("baseline", baseline));
        node.put("confidence", validation.gate().confidence())
                .put("tolerance", validation.gate().tolerance())
                .put("correction", validation.gate().correction().text())
                .put("minSliceSamples", validation.gate().minSliceSamples())
                .put("verdict", validation.verdict().name());
        for (BenchmarkResult benchmark : validation.benchmarks()) {
            ObjectNode child = benchmark(benchmark);
            Optional.ofNullable(validation.slices().get(benchmark.name())).ifPresent(slices -> child.set("slices", slices(slices)));
            node.withArray("benchmarks").add(child);
        }
        validation.checks().forEach(check -> node.withArray("checks").add(check(check)));
        return node;
    }

    private static ObjectNode benchmark(BenchmarkResult benchmark) {
        ObjectNode node = Json.object().put("name", benchmark.name()).put("samples", benchmark.samples());
        node.set("candidate", metrics(benchmark.candidate()));
        benchmark.baseline().ifPresent(metrics -> node.set("baseline", metrics(metrics)));
        benchmark.error().ifPresent(error -> node.put("error", error));
        return node;
    }

    private static ObjectNode metrics(Map<String, Figure> metrics) {
        ObjectNode node = Json.object();
        metrics.forEach((name, figure) -> number(node, name, figure.value()));
        return node;
    }

    private static ObjectNode slices(Slices slices) {
        ObjectNode node = Json.object().put("looked", slices.looked());
        ArrayNode fields = node.putArray("fields");
        slices.fields().forEach(fields::add);
        ArrayNode leftOut = node.putArray("leftOut");
        slices.leftOut().forEach(leftOut::add);
        ArrayNode worst = node.putArray("worst");
        slices.worst().forEach(finding -> worst.add(finding(finding)));
        return node.put("more", slices.more());
    }

    private static ObjectNode finding(SliceFinding finding) {
        ObjectNode node = Json.object().put("slice", finding.slice()).put("samples", finding.samples()).put("accuracy", finding.accuracy());
        interval(node, "interval", finding.interval());
        node.put("rest", finding.rest());
        interval(node, "gap", finding.gap());
        finding.baseline().ifPresent(baseline -> number(node, "baseline", baseline));
        return node.put("pValue", finding.pValue());
    }

    private static ObjectNode slice(SliceResult slice) {
        ObjectNode node = Json.object().put("slice", slice.slice()).put("samples", slice.samples()).put("verdict", slice.verdict().name());
        number(node, "value", slice.value());
        interval(node, "interval", slice.interval());
        number(node, "limit", slice.limit());
        slice.baseline().ifPresent(baseline -> number(node, "baseline", baseline));
        return node.put("pValue", slice.pValue()).put("reason", slice.reason());
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }

    private static void interval(ObjectNode node, String name, Interval interval) {
        if (Double.isFinite(interval.width())) {
            node.putArray(name).add(interval.low()).add(interval.high());
        }
    }

    private static ObjectNode check(CheckResult check) {
        ObjectNode node = Json.object().put("check", check.check()).put("benchmark", check.benchmark());
        check.verdict().ifPresent(verdict -> node.put("verdict", verdict.name()));
        check.value().ifPresent(value -> node.put("value", value));
        check.interval().ifPresent(interval -> interval(node, "interval", interval));
        check.limit().ifPresent(limit -> node.put("limit", limit));
        check.baseline().ifPresent(baseline -> node.put("baseline", baseline));
        check.slices().forEach(slice -> node.withArray("slices").add(slice(slice)));
        return node.put("reason", check.reason());
    }
}
