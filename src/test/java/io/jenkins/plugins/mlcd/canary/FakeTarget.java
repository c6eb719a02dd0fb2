package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.TargetMetrics.Confidence;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Labelled;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Latency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target in memory, which counts what was done to it and fails when a test wants it to. */
final class FakeTarget implements Workload, TrafficRouter, MetricProvider {

    final List<String> effects = new ArrayList<>();
    Optional<String> stable = Optional.of("digits:41");
    Optional<String> canary = Optional.empty();
    int weight;
    boolean unreachable;
    boolean figuresUnreadable;
    boolean promotionAnswerIsLost;

    /** Of 100 requests, those that fail. */
    int canaryErrors;

    private final Map<String, long[]> counters = new TreeMap<>(Map.of("digits:41", new long[2]));

    /** Users send {@code requests}, which are shared by the weight. */
    void traffic(int requests) {
        int mine = requests * weight / 100;
        canary.ifPresent(model -> count(model, mine, mine * canaryErrors / 100));
        stable.ifPresent(model -> count(model, requests - (canary.isPresent() ? mine : 0), 0));
    }

    private void count(String model, int requests, int errors) {
        long[] sums = counters.computeIfAbsent(model, name -> new long[2]);
        sums[0] += requests;
        sums[1] += errors;
    }

    void restartServers() {
        counters.clear();
    }

    private void effect(String what) throws IOException {
        if (unreachable) {
            throw new IOException("nothing answers there");
        }
        effects.add(what);
    }

    @Override
    public Optional<String> stable() throws IOException {
        if (unreachable) {
            throw new IOException("nothing answers there");
        }
        return stable;
    }

    @Override
    public void deployStable(String model) throws IOException {
        effect("stable " + model);
        stable = Optional.of(model);
        counters.putIfAbsent(model, new long[2]);
    }

    @Override
    public void deployCanary(String model) throws IOException {
        effect("canary " + model);
        canary = Optional.of(model);
        counters.putIfAbsent(model, new long[2]);
    }

    @Override
    public void promote(String model) throws IOException {
        effect("promote " + model);
        stable = Optional.of(model);
        canary = Optional.empty();
        weight = 0;
        if (promotionAnswerIsLost) {
            throw new IOException("connection reset");
        }
    }

    @Override
    public void removeCanary() throws IOException {
        effect("remove");
        canary = Optional.empty();
        weight = 0;
    }

    @Override
    public void route(TrafficSplit split) throws IOException {
        effect("weight " + split.weight());
        weight = split.weight();
    }

    @Override
    public Optional<String> unsupported(TrafficSplit split) {
        return Optional.empty();
    }

    @Override
    public void restore(String former) throws IOException {
        effect("restore " + former);
        stable = Optional.of(former);
        canary = Optional.empty();
        weight = 0;
    }

    @Override
    public Reading read(String canaryModel, String stableModel) throws IOException {
        if (figuresUnreadable || unreachable) {
            throw new IOException("nothing answers there");
        }
        return new Reading(figures(canaryModel), figures(stableModel));
    }

    private Optional<Counters> figures(String model) {
        return Optional.ofNullable(counters.get(model)).map(sums -> new Counters(
                "",
                sums[0],
                sums[1],
                new Latency(List.of(10.0, 100.0), List.of(sums[0], 0L, 0L), 5.0 * sums[0]),
                new Confidence(sums[0], 0.9 * sums[0], 0.82 * sums[0]),
                new Labelled(0, 0)));
    }
}
