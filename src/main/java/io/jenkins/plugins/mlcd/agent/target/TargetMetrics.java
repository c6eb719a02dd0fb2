package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.Function;
import java.util.function.Supplier;

/** The figures of {@code GET /admin/metrics} for Prometheus, with the labels {@code model} and {@code role}. */
final class TargetMetrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Supplier<Deployment> deployment;
    private final Traffic traffic;

    TargetMetrics(Supplier<Deployment> deployment, Traffic traffic) {
        this.deployment = deployment;
        this.traffic = traffic;
        counter("mlcd_target_requests_total", "Answered predictions, without mistakes of clients.", node -> node.path("requests"));
        counter("mlcd_target_errors_total", "Answers of 500 and above and lost connections.", node -> node.path("errors"));
        counter("mlcd_target_client_errors_total", "Answers of 400 to 499.", node -> node.path("clientErrors"));
        counter("mlcd_target_labelled_total", "Predictions whose true label came back.", node -> node.path("labelled").path("count"));
        counter("mlcd_target_correct_total", "Predictions that their true label confirmed.", node -> node.path("labelled").path("correct"));
        registry.register(this::latency);
        GaugeWithCallback.builder()
                .name("mlcd_target_canary_weight_percent")
                .help("Share of the requests that the canary gets.")
                .callback(callback -> callback.call(deployment.get().weight()))
                .register(registry);
    }

    PrometheusRegistry registry() {
        return registry;
    }

    private JsonNode models() {
        ObjectNode snapshot = traffic.snapshot(deployment.get());
        return snapshot.path("models");
    }

    private void counter(String name, String help, Function<JsonNode, JsonNode> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("model", "role")
                .callback(callback -> models().fields().forEachRemaining(model -> callback.call(
                        value.apply(model.getValue()).asDouble(), model.getKey(), model.getValue().path("role").asText())))
                .register(registry);
    }

    private HistogramSnapshot latency() {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name("mlcd_target_latency_seconds").help("From a request's head to its answer's head, at the proxy.");
        models().fields().forEachRemaining(model -> histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(Labels.of("model", model.getKey(), "role", model.getValue().path("role").asText()))
                .classicHistogramBuckets(buckets(model.getValue().path("latency_ms")))
                .sum(model.getValue().path("latency_ms").path("sum").asDouble() / 1e3)
                .build()));
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(JsonNode latency) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        int bounds = latency.path("bounds").size();
        for (int i = 0; i < bounds; i++) {
            buckets.bucket(latency.path("bounds").get(i).asDouble() / 1e3, latency.path("counts").get(i).asLong());
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, latency.path("counts").get(bounds).asLong()).build();
    }
}
