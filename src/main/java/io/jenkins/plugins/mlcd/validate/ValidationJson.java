package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.util.Map;

/** A validation as the object of {@code validation.json}; figures that are not finite are left out, since JSON has none. */
public final class ValidationJson {

    private ValidationJson() {}

    public static ObjectNode of(Validation validation) {
        ObjectNode node = Json.object()
                .put("schema", Schema.VALIDATION.name())
                .put("version", Schema.VALIDATION.version())
                .put("model", validation.model());
        validation.baseline().ifPresent(baseline -> node.put("baseline", baseline));
        node.put("confidence", validation.confidence())
                .put("tolerance", validation.tolerance())
                .put("verdict", validation.verdict().name());
        validation.benchmarks().forEach(benchmark -> node.withArray("benchmarks").add(benchmark(benchmark)));
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

    private static ObjectNode metrics(Map<String, Double> metrics) {
        ObjectNode node = Json.object();
        metrics.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                node.put(name, value);
            }
        });
        return node;
    }

    private static ObjectNode check(CheckResult check) {
        ObjectNode node = Json.object().put("check", check.check()).put("benchmark", check.benchmark());
        check.verdict().ifPresent(verdict -> node.put("verdict", verdict.name()));
        check.value().ifPresent(value -> node.put("value", value));
        check.interval()
                .ifPresent(interval -> node.putArray("interval").add(interval.low()).add(interval.high()));
        check.limit().ifPresent(limit -> node.put("limit", limit));
        check.baseline().ifPresent(baseline -> node.put("baseline", baseline));
        return node.put("reason", check.reason());
    }
}
