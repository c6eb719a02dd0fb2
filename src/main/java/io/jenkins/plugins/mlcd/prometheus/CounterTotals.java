package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.prometheus.Series.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up what counters rose by since they were first looked at, over all instances and over their restarts. Each look gives the
 * samples that were scraped since the one before, with some overlap. A counter that falls was started anew, and then so were all
 * counters of its instance: each of them counts from zero again, and none seems to have risen by what it lost. Values that are no finite number of 0 or more are left out, as if they had not been scraped.
 */
final class CounterTotals {

    /** A process states its start here; a change is a restart even when every counter has caught up. */
    static final String START_TIME = "process_start_time_seconds";

    /** The labels that Prometheus, or a service mesh, gives to tell one process from another. */
    private static final List<String> IDENTITY = List.of("job", "instance", "namespace", "pod", "kubernetes_namespace", "kubernetes_pod_name");

    private final Map<Map<String, String>, Counter> counters = new HashMap<>();
    private final Map<Map<String, String>, TreeSet<Double>> restarts = new HashMap<>();
    private final boolean young;
    private boolean looked;

    /** One series: its last sample, and what it rose by. */
    private static final class Counter {
        private Sample last;
        private double total;
    }

    /**
     * @param young whether instances that appear after the first look were started after it, so that they count from zero; others may
     *     only have been scraped late, and count from where they stand then
     */
    CounterTotals(boolean young) {
        this.young = young;
    }

    /** Takes the samples of a look into account; those that were known are left out by their times. */
    void add(List<Series> scraped) {
        Set<Map<String, String>> known = Set.copyOf(restarts.keySet());
        Map<Map<String, String>, List<Fall>> falls = new HashMap<>();
        scraped.forEach(series -> falls.computeIfAbsent(instance(series), key -> new ArrayList<>()).addAll(fallsIn(series)));
        falls.forEach((instance, found) -> restart(restarts.computeIfAbsent(instance, key -> new TreeSet<>()), found));
        scraped.forEach(series -> advance(series, known.contains(instance(series))));
        looked = true;
    }

    /** Counts from zero again: what was told so far is not told once more. */
    void startOver() {
        counters.values().forEach(counter -> counter.total = 0);
    }

    /** Figures by name and meaning, summed over the instances. */
    Totals totals() {
        Map<Totals.Figure, Double> totals = new HashMap<>();
        counters.forEach((labels, counter) -> {
            if (!START_TIME.equals(labels.get(Series.NAME))) {
                totals.merge(figure(labels), counter.total, Double::sum);
            }
        });
        return new Totals(totals);
    }

    private static Map<String, String> instance(Series series) {
        Map<String, String> identity = new TreeMap<>();
        IDENTITY.forEach(label -> identity.put(label, series.label(label)));
        return identity;
    }

    private static Totals.Figure figure(Map<String, String> labels) {
        Map<String, String> meaning = new TreeMap<>(labels);
        String name = meaning.remove(Series.NAME);
        meaning.keySet().removeAll(IDENTITY);
        return new Totals.Figure(name == null ? "" : name, meaning);
    }

    private List<Sample> fresh(Series series) {
        Counter known = counters.get(series.labels());
        double after = known == null ? Double.NEGATIVE_INFINITY : known.last.seconds();
        return series.samples().stream().filter(sample -> sample.seconds() > after && sample.value() >= 0 && Double.isFinite(sample.value())).toList();
    }

    /** What a restart leaves behind in a series: it was one thing at a time, and is less, or another start, at a later one. */
    private record Fall(double after, double until) {}

    private List<Fall> fallsIn(Series series) {
        List<Fall> falls = new ArrayList<>();
        Counter known = counters.get(series.labels());
        Sample before = known == null ? null : known.last;
        boolean start = series.name().equals(START_TIME);
        for (Sample sample : fresh(series)) {
            if (before != null && (start ? sample.value() != before.value() : sample.value() < before.value())) {
                falls.add(new Fall(before.seconds(), sample.seconds()));
            }
            before = sample;
        }
        return falls;
    }

    /** A counter that comes back long after a restart has fallen by that one, and tells of no other; so the tightest come first. */
    private static void restart(TreeSet<Double> known, List<Fall> falls) {
        falls.sort(Comparator.comparingDouble(fall -> fall.until - fall.after));
        for (Fall fall : falls) {
            if (known.subSet(fall.after, false, fall.until, true).isEmpty()) {
                known.add(fall.until);
            }
        }
    }

    private void advance(Series series, boolean knownInstance) {
        List<Sample> fresh = fresh(series);
        if (fresh.isEmpty()) {
            return;
        }
        Counter counter = counters.computeIfAbsent(series.labels(), labels -> begin(fresh, knownInstance));
        TreeSet<Double> anew = restarts.get(instance(series));
        for (Sample sample : fresh.stream().filter(sample -> sample.seconds() > counter.last.seconds()).toList()) {
            boolean restarted = !anew.subSet(counter.last.seconds(), false, sample.seconds(), true).isEmpty();
            counter.total += restarted ? sample.value() : sample.value() - counter.last.value();
            counter.last = sample;
        }
    }

    /** At the first look a counter counts from where it stands; one that appears later in an instance that was there, from zero. */
    private Counter begin(List<Sample> fresh, boolean knownInstance) {
        Counter counter = new Counter();
        if (!looked) {
            counter.last = fresh.get(fresh.size() - 1);
        } else if (knownInstance || young) {
            counter.last = new Sample(Math.nextDown(fresh.get(0).seconds()), 0);
        } else {
            counter.last = fresh.get(0);
        }
        return counter;
    }
}
