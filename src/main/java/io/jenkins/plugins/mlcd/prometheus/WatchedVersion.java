package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.prometheus.CustomFigures.Observation;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Observations;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One version of a rollout and all that is asked about it. */
final class WatchedVersion {

    private final PrometheusClient client;
    private final Subject subject;
    private final MetricSource source;
    private final CustomFigures custom;
    private final LongSupplier nanos;
    private final WatchedCounters counters;
    private final Map<QueryTemplate, WatchedCounters> observed = new HashMap<>();

    WatchedVersion(PrometheusClient client, Subject subject, MetricSource source, CustomFigures custom, LongSupplier nanos) {
        this.client = client;
        this.subject = subject;
        this.source = source;
        this.custom = custom;
        this.nanos = nanos;
        this.counters = watch(source.selector());
    }

    private WatchedCounters watch(QueryTemplate selector) {
        return new WatchedCounters(client, selector.fill(subject.values()), subject.role().equals("canary"), nanos);
    }

    /** Empty when nothing current is known of the version: it is not scraped, or not yet. */
    Optional<Counters> figures() throws IOException, InterruptedException {
        Optional<Totals> totals = counters.look();
        Map<String, Observations> observations = observations();
        Map<String, Double> gauges = gauges();
        return totals.map(known -> with(source.counters(subject.role(), known), observations, gauges));
    }

    private static Counters with(Counters known, Map<String, Observations> observations, Map<String, Double> gauges) {
        return new Counters(
                known.role(), known.requests(), known.errors(), known.latency(), known.confidence(), known.labelled(), known.calibration(), observations, gauges);
    }

    private Map<String, Observations> observations() throws IOException, InterruptedException {
        Map<String, Observations> found = new HashMap<>();
        for (Map.Entry<String, Observation> entry : custom.observations().entrySet()) {
            Observation observation = entry.getValue();
            Optional<Double> count = sum(observation.count(), false);
            Optional<Double> total = sum(observation.sum(), true);
            Optional<Double> squares = observation.squares().isPresent() ? sum(observation.squares().get(), true) : total;
            if (count.isPresent() && total.isPresent() && squares.isPresent()) {
                found.put(entry.getKey(), new Observations(Math.round(count.get()), total.get(), squares.get()));
            }
        }
        return found;
    }

    /** @param zero whether a counter that never was there stands for 0, as that of orders does before the first one */
    private Optional<Double> sum(QueryTemplate selector, boolean zero) throws IOException, InterruptedException {
        WatchedCounters watched = observed.computeIfAbsent(selector, this::watch);
        Optional<Double> sum = watched.look().map(Totals::all);
        return zero && !watched.seen() ? Optional.of(0.0) : sum;
    }

    private Map<String, Double> gauges() throws IOException, InterruptedException {
        Map<String, Double> found = new HashMap<>();
        for (Map.Entry<String, QueryTemplate> gauge : custom.gauges().entrySet()) {
            List<Series> series = client.query(gauge.getValue().fill(subject.values()));
            if (series.size() > 1) {
                throw new PrometheusException("Prometheus at " + client.url() + " gives " + series.size() + " series for '" + gauge.getKey()
                        + "', which must be one number: put sum(...) or another aggregation around the query", 200);
            }
            series.stream().map(one -> one.last().value()).filter(Double::isFinite).forEach(value -> found.put(gauge.getKey(), value));
        }
        return found;
    }
}
