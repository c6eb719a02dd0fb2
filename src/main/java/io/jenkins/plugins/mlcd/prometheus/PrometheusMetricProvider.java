package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.Reading;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The figures of a rollout from a Prometheus server. They count from the first reading, so that a reading of another provider, or of
 * this one before the controller was restarted, is never taken for an earlier state of the same counters. A version without
 * current figures is absent; after such a gap its figures count from the last ones before it.
 */
public final class PrometheusMetricProvider implements MetricProvider {

    private final PrometheusClient client;
    private final MetricSource source;
    private final CustomFigures custom;
    private final Map<String, String> canaryVariables;
    private final Map<String, String> stableVariables;
    private final LongSupplier nanos;
    private final Map<Subject, WatchedVersion> watched = new HashMap<>();

    /**
     * @param source of the figures that rollouts know
     * @param custom figures of one's own
     * @param canaryVariables values of the placeholders in queries for the canary, beside those of the version
     * @param stableVariables those of the stable version
     * @throws IllegalArgumentException when a query has a placeholder without a value
     */
    public PrometheusMetricProvider(
            PrometheusClient client, MetricSource source, CustomFigures custom, Map<String, String> canaryVariables, Map<String, String> stableVariables) {
        this(client, source, custom, canaryVariables, stableVariables, System::nanoTime);
    }

    PrometheusMetricProvider(
            PrometheusClient client,
            MetricSource source,
            CustomFigures custom,
            Map<String, String> canaryVariables,
            Map<String, String> stableVariables,
            LongSupplier nanos) {
        this.client = client;
        this.source = source;
        this.custom = custom;
        this.canaryVariables = Map.copyOf(canaryVariables);
        this.stableVariables = Map.copyOf(stableVariables);
        this.nanos = nanos;
        requireValues(new Subject("canary", "model:1", canaryVariables));
        requireValues(new Subject("stable", "model:1", stableVariables));
    }

    /** A missing value is found before a rollout starts, not at its first look. */
    private void requireValues(Subject subject) {
        source.selector().fill(subject.values());
        custom.gauges().values().forEach(query -> query.fill(subject.values()));
        custom.observations().values().forEach(observation -> {
            observation.count().fill(subject.values());
            observation.sum().fill(subject.values());
            observation.squares().ifPresent(query -> query.fill(subject.values()));
        });
    }

    @Override
    public synchronized Reading read(String canary, String stable) throws IOException, InterruptedException {
        return new Reading(
                version(new Subject("canary", canary, canaryVariables)).figures(), version(new Subject("stable", stable, stableVariables)).figures());
    }

    private WatchedVersion version(Subject subject) {
        return watched.computeIfAbsent(subject, key -> new WatchedVersion(client, key, source, custom, nanos));
    }
}
