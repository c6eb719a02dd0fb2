package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.Reading;
import io.jenkins.plugins.mlcd.canary.Rollout;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.canary.RolloutTarget;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.canary.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A service in memory with its users, on which a real rollout acts: time passes as the rollout waits. */
final class SimulatedService implements Workload, TrafficRouter, MetricProvider {

    private static final String STABLE = "m:1";
    private static final String CANARY = "m:2";

    private final double requestsPerSecond;
    private final Arrivals arrivals;
    private final VersionStream canary;
    private final VersionStream stable;
    private Instant now = Instant.EPOCH;
    private TrafficSplit split = TrafficSplit.NONE;
    private boolean promoted;

    SimulatedService(double requestsPerSecond, Arrivals arrivals, VersionStream canary, VersionStream stable) {
        this.requestsPerSecond = requestsPerSecond;
        this.arrivals = arrivals;
        this.canary = canary;
        this.stable = stable;
    }

    /** Carries a rollout out until it ends, or until it has looked {@code looks} times. */
    Outcome run(RolloutDefinition definition, long looks) {
        Rollout rollout = Rollout.simulated(CANARY, STABLE, definition, new RolloutTarget(this, this, this, Optional.empty()), () -> now);
        try {
            Optional<Instant> next = rollout.advance();
            long looked = 0;
            while (next.isPresent() && looked < looks) {
                pass(Duration.between(now, next.get()).toMillis() / 1000.0);
                now = next.get();
                next = rollout.advance();
                looked++;
            }
            return new Outcome(rollout.state(), promoted, canary.requests(), canary.errors(), looked, Duration.between(Instant.EPOCH, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a simulation", e);
        }
    }

    private void pass(double seconds) {
        double requests = requestsPerSecond * seconds;
        long others = arrivals.next(requests * (100 - split.weight()) / 100);
        long copies = split.mirror() == 0 ? 0 : Math.round(others * split.mirror() / 100.0);
        canary.serve(arrivals.next(requests * split.weight() / 100) + copies);
        stable.serve(others);
    }

    @Override
    public Reading read(String canaryVersion, String stableVersion) {
        return new Reading(Optional.of(canary.counters()), Optional.of(stable.counters()));
    }

    @Override
    public void route(TrafficSplit wanted) {
        split = wanted;
    }

    @Override
    public Optional<String> unsupported(TrafficSplit wanted) {
        return Optional.empty();
    }

    @Override
    public Optional<String> stable() {
        return Optional.of(promoted ? CANARY : STABLE);
    }

    @Override
    public void deployStable(String model) {
        throw new IllegalStateException("the service has a stable version");
    }

    @Override
    public void deployCanary(String model) {
        // It is there.
    }

    @Override
    public void promote(String model) {
        promoted = true;
    }

    @Override
    public void removeCanary() {
        // Its figures are wanted.
    }

    @Override
    public void restore(String former) {
        promoted = false;
    }

    /**
     * How a rollout ended.
     *
     * @param requests to the canary
     * @param errors that users had of them
     */
    record Outcome(RolloutState state, boolean promoted, long requests, long errors, long looks, Duration time) {

        boolean rolledBack() {
            return state.phase().ended() && !promoted;
        }
    }
}
