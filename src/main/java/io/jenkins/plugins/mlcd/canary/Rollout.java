package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out a rollout. What is decided is on disk before it is done, and everything that is done may be done again, so
 * that a rollout goes on from its log after a crash at any point. For one thread at a time, but
 * for {@link #interrupt}.
 */
public final class Rollout {

    /** Failures of the target in a row that are borne before the rollout turns back or gives up. */
    private static final int ERROR_LIMIT = 5;

    private static final Duration ERROR_PAUSE = Duration.ofSeconds(5);

    private final RolloutLog log;
    private final Workload workload;
    private final TrafficRouter router;
    private final MetricProvider provider;
    private final InstantSource clock;
    private final Consumer<String> console;

    private RolloutState state;
    private final Object callLock = new Object();
    private Thread caller;
    private boolean weightIsSet;
    private int errors;

    private Rollout(
            RolloutLog log,
            RolloutState state,
            Workload workload,
            TrafficRouter router,
            MetricProvider provider,
            InstantSource clock,
            Consumer<String> console) {
        this.log = log;
        this.state = state;
        this.workload = workload;
        this.router = router;
        this.provider = provider;
        this.clock = clock;
        this.console = console;
    }

    /**
     * The rollout of {@code model} on {@code target} that the log holds, or else a new one, which is recorded.
     *
     * @param file the build's {@code rollout.jsonl}
     * @param console gets a line for people on each event
     * @throws IOException when the log cannot be used, or the target does not tell what it serves
     */
    public static Rollout open(
            Path file,
            String model,
            String target,
            RolloutDefinition definition,
            Workload workload,
            TrafficRouter router,
            MetricProvider provider,
            InstantSource clock,
            Consumer<String> console)
            throws IOException, InterruptedException {
        RolloutLog log = new RolloutLog(file);
        Optional<RolloutState> before = log.last(model, target);
        if (before.isPresent()) {
            console.accept("Rollout of " + model + " goes on from its record: " + before.get().phase().word() + " at "
                    + before.get().weight() + " %");
        }
        RolloutState state = before.isPresent()
                ? before.get()
                : log.started(model, workload.stable(), target, definition, clock.instant());
        return new Rollout(log, state, workload, router, provider, clock, console);
    }

    public RolloutState state() {
        return state;
    }

    /**
     * Does all that is due.
     *
     * @return when to call again; empty when the rollout has ended
     * @throws IOException when the log cannot be written
     */
    public Optional<Instant> advance() throws IOException, InterruptedException {
        while (true) {
            Decision decision = Decision.next(state, clock.instant());
            if (decision instanceof Decision.End) {
                return Optional.empty();
            }
            try {
                if (decision instanceof Decision.WaitUntil wait) {
                    setWeightAgain();
                    errors = 0;
                    return Optional.of(wait.time());
                }
                act(decision);
                errors = 0;
            } catch (TargetTrouble trouble) {
                if (bearable(trouble)) {
                    return Optional.of(clock.instant().plus(ERROR_PAUSE));
                }
            }
        }
    }

    /**
     * Interrupts {@link #advance} on another thread where it waits for the target, which may take minutes, and only there:
     * an interrupt while the log is written would close the log.
     */
    public void interrupt() {
        synchronized (callLock) {
            if (caller != null) {
                caller.interrupt();
            }
        }
    }

    /** Takes the traffic back for a reason from outside, as far as it is not with the new version for good. */
    public void abort(String reason) throws IOException {
        if (state.phase() == Phase.PREPARING || state.phase() == Phase.PROGRESSING) {
            enter(Phase.ROLLING_BACK, reason);
        }
    }

    private void act(Decision decision) throws IOException, InterruptedException, TargetTrouble {
        if (decision instanceof Decision.Deploy deploy) {
            deploy(deploy.first());
        } else if (decision instanceof Decision.Shift shift) {
            state = log.weight(state, shift.percent(), clock.instant());
            say("traffic: " + shift.percent() + " % to " + state.model());
            setWeight();
        } else if (decision instanceof Decision.Analyse) {
            analyse();
        } else if (decision instanceof Decision.BeginPromotion promotion) {
            enter(Phase.PROMOTING, promotion.reason());
        } else if (decision instanceof Decision.Promote) {
            promote();
        } else if (decision instanceof Decision.BeginRollback rollback) {
            enter(Phase.ROLLING_BACK, rollback.reason());
        } else if (decision instanceof Decision.RollBack) {
            rollBack();
        }
    }

    private void deploy(boolean first) throws IOException, InterruptedException, TargetTrouble {
        if (state.stable().equals(Optional.of(state.model()))) {
            enter(Phase.SUCCEEDED, "the target has served it to all users already");
            return;
        }
        if (first) {
            say("the target serves no model yet, so there is nothing to compare with: " + state.model() + " gets all traffic once it answers");
            onTarget(() -> workload.deployStable(state.model()));
            state = log.weight(state, 100, clock.instant());
            enter(Phase.SUCCEEDED, "first model on this target, it answers requests");
            return;
        }
        say("starting " + state.model() + " beside " + state.stable().orElse(""));
        onTarget(() -> workload.deployCanary(state.model()));
        enter(Phase.PROGRESSING, "the canary answers requests");
    }

    private void setWeight() throws IOException, InterruptedException, TargetTrouble {
        onTarget(() -> router.route(TrafficSplit.weight(state.weight())));
        weightIsSet = true;
        if (state.reading().isEmpty()) {
            Optional<Reading> first = read().figures();
            if (first.isPresent()) {
                state = log.reading(state, first.get(), clock.instant());
            }
        }
    }

    /** After a restart the record says a weight that may not have been set. */
    private void setWeightAgain() throws IOException, InterruptedException, TargetTrouble {
        if (!weightIsSet) {
            setWeight();
        }
    }

    private void analyse() throws IOException, InterruptedException, TargetTrouble {
        setWeightAgain();
        Attempt attempt = read();
        Analysis analysis = attempt.figures()
                .map(reading -> Analysis.of(state.definition(), with(state.look(reading))))
                .orElseGet(() -> Analysis.unreadable(attempt.error()));
        state = log.analysis(state, attempt.figures(), analysis, clock.instant());
        say("look at " + state.weight() + " %: " + analysis.verdict() + ", " + analysis.reason());
    }

    private List<Look> with(Look last) {
        List<Look> looks = new ArrayList<>(state.looks());
        looks.add(last);
        return looks;
    }

    /** Figures that cannot be read are no trouble of the rollout, but a look that tells nothing. */
    private Attempt read() throws InterruptedException {
        try {
            return new Attempt(Optional.of(provider.read(state.model(), state.stable().orElse(""))), "");
        } catch (IOException e) {
            return new Attempt(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private void promote() throws IOException, InterruptedException, TargetTrouble {
        try {
            onTarget(() -> workload.promote(state.model()));
        } catch (TargetTrouble trouble) {
            if (!serves(state.model())) {
                throw trouble;
            }
        }
        enter(Phase.SUCCEEDED, "all users have " + state.model());
    }

    /** The answer to a promotion may be lost although it was done. */
    private boolean serves(String model) throws InterruptedException {
        try {
            return workload.stable().equals(Optional.of(model));
        } catch (IOException e) {
            return false;
        }
    }

    private void rollBack() throws IOException, InterruptedException, TargetTrouble {
        if (state.weight() != 0) {
            state = log.weight(state, 0, clock.instant());
            say("traffic: 0 % to " + state.model());
        }
        if (state.step() >= 0) {
            onTarget(() -> router.route(TrafficSplit.NONE));
        }
        onTarget(workload::removeCanary);
        enter(Phase.FAILED, state.reason());
    }

    private void enter(Phase phase, String reason) throws IOException {
        state = log.phase(state, phase, state.weight(), reason, clock.instant());
        say(phase.word() + ": " + reason);
    }

    private void say(String line) {
        console.accept("[" + state.model() + "] " + line);
    }

    /** Whether to try again later; otherwise the rollout has entered the phase that the trouble leads to. */
    private boolean bearable(TargetTrouble trouble) throws IOException {
        errors++;
        say("the target failed (" + errors + " of " + ERROR_LIMIT + "): " + trouble.getMessage());
        if (errors < ERROR_LIMIT && !trouble.refused) {
            return true;
        }
        errors = 0;
        if (state.phase() == Phase.ROLLING_BACK) {
            enter(Phase.FAILED, state.reason() + "; the traffic could not be taken back: " + trouble.getMessage());
        } else {
            enter(Phase.ROLLING_BACK, trouble.getMessage());
        }
        return false;
    }

    private void onTarget(TargetCall call) throws InterruptedException, TargetTrouble {
        synchronized (callLock) {
            caller = Thread.currentThread();
        }
        try {
            call.run();
        } catch (IOException e) {
            throw new TargetTrouble(e);
        } finally {
            synchronized (callLock) {
                caller = null;
            }
        }
    }

    @FunctionalInterface
    private interface TargetCall {
        void run() throws IOException, InterruptedException;
    }

    /** @param error why there are no figures */
    private record Attempt(Optional<Reading> figures, String error) {}

    /** A failure of the target, as opposed to one of the log, which ends the rollout. */
    private static final class TargetTrouble extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean refused;

        TargetTrouble(IOException cause) {
            super(cause.getMessage(), cause);
            this.refused = cause instanceof TargetException target && target.refused();
        }
    }
}
