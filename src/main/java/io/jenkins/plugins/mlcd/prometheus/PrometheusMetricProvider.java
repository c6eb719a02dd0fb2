package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.Reading;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The figures of a rollout from a Prometheus server. They count from the first reading, so that a reading of another provider, or of
 * this one before the controller was restarted, is never taken for an earlier state of the same counters. A version that has no
 * current figures is absent until it has been seen, and an error afterwards: its counters have not gone back to nothing.
 */
public final class PrometheusMetricProvider implements MetricProvider {

    /** As far back as Prometheus looks for the newest sample itself. */
    private static final long OVERLAP_SECONDS = 300;

    private final PrometheusClient client;
    private final MetricSource source;
    private final Map<String, String> canaryVariables;
    private final Map<String, String> stableVariables;
    private final LongSupplier nanos;
    private final Map<Subject, Watched> watched = new HashMap<>();

    /** A version and what its counters rose by since they were first read. */
    private static final class Watched {
        private final CounterTotals totals;
        private long lookedNanos;
        private boolean seen;

        Watched(boolean canary, long now) {
            totals = new CounterTotals(canary);
            lookedNanos = now;
        }
    }

    /**
     * @param canaryVariables values of the placeholders in the source's selector for the canary, beside those of the version
     * @param stableVariables those of the stable version
     */
    public PrometheusMetricProvider(
            PrometheusClient client, MetricSource source, Map<String, String> canaryVariables, Map<String, String> stableVariables) {
        this(client, source, canaryVariables, stableVariables, System::nanoTime);
    }

    PrometheusMetricProvider(
            PrometheusClient client, MetricSource source, Map<String, String> canaryVariables, Map<String, String> stableVariables, LongSupplier nanos) {
        this.client = client;
        this.source = source;
        this.canaryVariables = Map.copyOf(canaryVariables);
        this.stableVariables = Map.copyOf(stableVariables);
        this.nanos = nanos;
    }

    @Override
    public synchronized Reading read(String canary, String stable) throws IOException, InterruptedException {
        Optional<Counters> ofCanary = figures(new Subject("canary", canary, canaryVariables));
        Optional<Counters> ofStable = figures(new Subject("stable", stable, stableVariables));
        return new Reading(ofCanary, ofStable);
    }

    private Optional<Counters> figures(Subject subject) throws IOException, InterruptedException {
        String selector = source.selector().fill(subject.values());
        long now = nanos.getAsLong();
        Watched version = watched.computeIfAbsent(subject, key -> new Watched(subject.role().equals("canary"), now));
        long seconds = OVERLAP_SECONDS + Math.max(0, now - version.lookedNanos) / 1_000_000_000 + 1;
        if (client.query("count(" + selector + ")").isEmpty()) {
            return absent(subject, version);
        }
        List<Series> scraped = client.query(selector + "[" + seconds + "s]");
        version.totals.add(scraped);
        version.lookedNanos = now;
        version.seen = true;
        return Optional.of(source.counters(subject.role(), version.totals.totals()));
    }

    private Optional<Counters> absent(Subject subject, Watched version) throws PrometheusException {
        if (version.seen) {
            throw new PrometheusException("Prometheus at " + client.url() + " has no current figures of the " + subject.role() + " " + subject.version()
                    + ": it is not scraped any more", 200);
        }
        version.totals.add(List.of());
        return Optional.empty();
    }
}
