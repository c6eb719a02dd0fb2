package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.Calibration;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Confidence;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Labelled;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Latency;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Observations;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target in memory, which counts what was done to it and fails when a test wants it to. */
final class FakeTarget implements Workload, TrafficRouter, MetricProvider, SmokeCheck {

    final List<String> effects = new ArrayList<>();
    Optional<String> stable = Optional.of("digits:41");
    Optional<String> canary = Optional.empty();
    int weight;
    boolean unreachable;
    boolean figuresUnreadable;
    boolean promotionAnswerIsLost;
    boolean neverReady;
    boolean canaryIsSick;
    boolean productionIsSick;

    /** Who has changed the shares since they were set. */
    String foreign = "";
    int mirror;

    /** Called before and after each act: a test may end the process there. */
    Runnable place = () -> {};

    /** Of 100 requests to a version, those after which somebody bought something; a version that is not named has no such figure. */
    Map<String, Integer> bought = Map.of();

    /** Of 100 requests, those that fail. */
    int canaryErrors;

    private final Map<String, long[]> counters = new TreeMap<>(Map.of("digits:41", new long[2]));

    /** Users send {@code requests}, which are shared by the weight. */
    void traffic(int requests) {
        int mine = requests * weight / 100;
        int copies = (requests - mine) * mirror / 100;
        canary.ifPresent(model -> count(model, mine + copies, (mine + copies) * canaryErrors / 100));
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
        place.run();
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
        if (neverReady) {
            throw new NotReadyException(model + " does not become ready: ImagePullBackOff, no such image");
        }
        canary = Optional.of(model);
        counters.putIfAbsent(model, new long[2]);
        place.run();
    }

    @Override
    public void promote(String model) throws IOException {
        effect("promote " + model);
        stable = Optional.of(model);
        canary = Optional.empty();
        weight = 0;
        place.run();
        if (promotionAnswerIsLost) {
            throw new IOException("connection reset");
        }
    }

    @Override
    public void removeCanary() throws IOException {
        effect("remove");
        canary = Optional.empty();
        weight = 0;
        place.run();
    }

    @Override
    public void route(TrafficSplit split) throws IOException {
        effect("weight " + split.weight() + (split.mirror() > 0 ? " mirror " + split.mirror() : ""));
        weight = split.weight();
        mirror = split.mirror();
        foreign = "";
        place.run();
    }

    @Override
    public void canary(String model) throws IOException {
        effect("smoke canary");
        if (canaryIsSick) {
            throw TargetException.refusal("smoke test of the canary: FAIL");
        }
    }

    @Override
    public void production(String model) throws IOException {
        effect("smoke production");
        if (productionIsSick) {
            throw TargetException.refusal("smoke test of the production: FAIL");
        }
    }

    @Override
    public void verify(TrafficSplit expected) throws IOException {
        if (!foreign.isEmpty()) {
            throw new ForeignWriteException(foreign, foreign + " has set the weight to 90, which was " + expected.weight());
        }
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
        place.run();
    }

    @Override
    public Reading read(String canaryModel, String stableModel) throws IOException {
        if (figuresUnreadable || unreachable) {
            throw new IOException("nothing answers there");
        }
        return new Reading(figures(canaryModel), figures(stableModel));
    }

    private Optional<Counters> figures(String model) {
        Map<String, Observations> observed = new TreeMap<>();
        if (bought.containsKey(model) && counters.containsKey(model)) {
            double buyers = Math.floor(counters.get(model)[0] * bought.get(model) / 100.0);
            observed.put("bought", new Observations(counters.get(model)[0], buyers, buyers));
        }
        return Optional.ofNullable(counters.get(model)).map(sums -> new Counters(
                "",
                sums[0],
                sums[1],
                new Latency(List.of(10.0, 100.0), List.of(sums[0], 0L, 0L), 5.0 * sums[0]),
                new Confidence(sums[0], 0.9 * sums[0], 0.82 * sums[0]),
                new Labelled(0, 0),
                Calibration.NONE,
                observed,
                Map.of()));
    }
}
