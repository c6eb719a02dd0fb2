package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out a rollout. What is decided is on disk before it is done, and everything that is done may be done again, so
 * that a rollout goes on from its log after a crash at any point. For one thread at a time, but
 * for {@link #interrupt}.
 */
public final class Rollout {

    private static final Duration ERROR_PAUSE = Duration.ofSeconds(5);

    private final Journal journal;
    private final Optional<PersonCommands> commands;
    private final RolloutTarget target;
    private final InstantSource clock;
    private final Consumer<String> console;
    private final TargetCalls calls = new TargetCalls();

    private RolloutState state;
    private boolean weightIsSet;
    private int errors;

    private Rollout(
            Journal journal, RolloutState state, Optional<PersonCommands> commands, RolloutTarget target, InstantSource clock, Consumer<String> console) {
        this.journal = journal;
        this.state = state;
        this.commands = commands;
        this.target = target;
        this.clock = clock;
        this.console = console;
    }

    /**
     * The rollout of {@code model} on {@code name} that the log holds, or else a new one, which is recorded.
     *
     * @param file the build's {@code rollout.jsonl}
     * @param commands what people want of the build's rollouts
     * @param console gets a line for people on each event
     * @throws IllegalArgumentException when the router cannot share requests as the definition wants it
     * @throws IOException when the log cannot be used, or the target does not tell what it serves
     */
    public static Rollout open(
            Path file,
            PersonCommands commands,
            String model,
            String name,
            RolloutDefinition definition,
            RolloutTarget target,
            InstantSource clock,
            Consumer<String> console)
            throws IOException, InterruptedException {
        RolloutLog log = new RolloutLog(file);
        Optional<RolloutState> before = log.last(model, name);
        if (before.isPresent()) {
            console.accept("Rollout of " + model + " goes on from its record: " + before.get().phase().word() + " at "
                    + before.get().weight() + " %");
            return new Rollout(log, before.get(), Optional.of(commands), target, clock, console);
        }
        requireSupport(target.router(), definition);
        RolloutState state = log.append(null, new RolloutEvent.Started(
                model, target.workload().stable(), name, definition, commands.all().size(), clock.instant()));
        return new Rollout(log, state, Optional.of(commands), target, clock, console);
    }

    /** A rollout that nothing is kept of: for simulations. */
    public static Rollout simulated(String model, String stable, RolloutDefinition definition, RolloutTarget target, InstantSource clock) {
        RolloutState state = RolloutState.started(
                new RolloutEvent.Started(model, Optional.of(stable), "simulation", definition, 0, clock.instant()));
        return new Rollout(Journal.none(), state, Optional.empty(), target, clock, line -> {});
    }

    private static void requireSupport(TrafficRouter router, RolloutDefinition definition) {
        int weight = definition.stepWeights().get(0);
        requireSupport(router, definition.split(weight, 0), "stepWeights");
        if (definition.mirror() > 0) {
            requireSupport(router, definition.split(0, definition.mirror()), "mirror");
        }
        if (definition.quiet() == Quiet.MIRROR) {
            requireSupport(router, definition.split(weight, 100), "quiet: 'mirror'");
        }
    }

    private static void requireSupport(TrafficRouter router, TrafficSplit split, String what) {
        router.unsupported(split).ifPresent(why -> {
            throw new IllegalArgumentException(what + ": " + why);
        });
    }

    public RolloutState state() {
        return state;
    }

    /**
     * Does all that is due.
     *
     * @return when to call again at the latest; earlier calls look for commands of people only. Empty when the rollout has ended
     * @throws IOException when the log cannot be written
     */
    public Optional<Instant> advance() throws IOException, InterruptedException {
        while (true) {
            hear();
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
        calls.interrupt();
    }

    /** Takes the traffic back for a reason from outside, as far as it is not with the new version for good. */
    public void abort(String reason) throws IOException {
        if (state.phase().beforePromotion()) {
            enter(Phase.ROLLING_BACK, reason);
        }
    }

    /** Takes one command of a person at a time; what does not fit any more is refused, on the record. */
    private void hear() throws IOException {
        if (commands.isEmpty() || state.pending().isPresent() || state.phase().ended()) {
            return;
        }
        List<PersonCommand> all = commands.get().all();
        if (all.size() <= state.commands()) {
            return;
        }
        PersonCommand command = all.get(state.commands());
        Optional<String> refusal = command.refusal(state);
        record(new RolloutEvent.Commanded(command, refusal.isPresent(), clock.instant()));
        say(command.action().word() + ", by " + command.words() + refusal.map(why -> " (" + why + ")").orElse(""));
    }

    private void act(Decision decision) throws IOException, InterruptedException, TargetTrouble {
        if (decision instanceof Decision.Deploy deploy) {
            deploy(deploy.first());
        } else if (decision instanceof Decision.Smoke) {
            smoke();
        } else if (decision instanceof Decision.Shift shift) {
            shift(shift);
        } else if (decision instanceof Decision.Analyse) {
            analyse();
        } else if (decision instanceof Decision.Enter enter) {
            enter(enter.phase(), enter.reason(), enter.awaits());
        } else if (decision instanceof Decision.Promote) {
            promote();
        } else if (decision instanceof Decision.Finalise) {
            finalise();
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
            calls.run(() -> target.workload().deployStable(state.model()));
            record(new RolloutEvent.WeightChosen(100, 0, clock.instant()));
            enter(Phase.FINALISING, "first model on this target, it answers requests");
            return;
        }
        say("starting " + state.model() + " beside " + state.stable().orElse(""));
        calls.run(() -> target.workload().deployCanary(state.model()));
        enter(Decision.afterDeployment(state.definition(), false), "the canary answers requests");
    }

    private void smoke() throws IOException, InterruptedException, TargetTrouble {
        if (target.smoke().isPresent()) {
            calls.run(() -> target.smoke().get().canary(state.model()));
        }
        enter(Decision.afterDeployment(state.definition(), true), "the canary passed its smoke test");
    }

    private void shift(Decision.Shift shift) throws IOException, InterruptedException, TargetTrouble {
        record(new RolloutEvent.WeightChosen(shift.weight(), shift.mirror(), clock.instant()));
        say("traffic: " + shift.weight() + " % to " + state.model() + (shift.mirror() > 0 ? ", and copies of " + shift.mirror() + " %" : ""));
        setWeight();
    }

    private void setWeight() throws IOException, InterruptedException, TargetTrouble {
        calls.run(() -> target.router().route(state.split()));
        weightIsSet = true;
        if (state.reading().isEmpty()) {
            Optional<Reading> first = read().figures();
            if (first.isPresent()) {
                record(new RolloutEvent.FirstRead(first.get(), clock.instant()));
            }
        }
    }

    /** After a restart the record says a weight that may not have been set. */
    private void setWeightAgain() throws IOException, InterruptedException, TargetTrouble {
        if (!weightIsSet && state.routed()) {
            setWeight();
        }
    }

    private void analyse() throws IOException, InterruptedException, TargetTrouble {
        setWeightAgain();
        try {
            calls.run(() -> target.router().verify(state.split()));
        } catch (TargetTrouble trouble) {
            foreignWrite(trouble);
            return;
        }
        Attempt attempt = read();
        Instant now = clock.instant();
        Optional<History> history = attempt.figures().map(state::with);
        Analysis analysis = history
                .map(looks -> Analysis.of(state.definition(), looks, state.elapsed(now), journal.detailed()))
                .orElseGet(() -> Analysis.unreadable(attempt.error()));
        record(new RolloutEvent.Looked(state.weight(), attempt.figures(), history, analysis, now));
        say("look at " + state.weight() + " %: " + analysis.verdict() + ", " + analysis.reason());
    }

    /** By policy the shares are set again, and the look follows; or the traffic goes back. */
    private void foreignWrite(TargetTrouble trouble) throws IOException, InterruptedException, TargetTrouble {
        if (!(trouble.getCause() instanceof ForeignWriteException write)) {
            throw trouble;
        }
        ForeignWriteException.Policy policy = state.definition().foreignWrites();
        record(new RolloutEvent.ForeignWrite(write.manager(), write.getMessage(), policy, clock.instant()));
        say(write.getMessage() + (policy == ForeignWriteException.Policy.RESTORE ? "; the rollout's own shares are set again" : "; the traffic goes back"));
        if (policy == ForeignWriteException.Policy.RESTORE) {
            setWeight();
        }
    }

    /** Figures that cannot be read are no trouble of the rollout, but a look that tells nothing. */
    private Attempt read() throws InterruptedException {
        try {
            return new Attempt(Optional.of(target.provider().read(state.model(), state.stable().orElse(""))), "");
        } catch (IOException e) {
            return new Attempt(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private void promote() throws IOException, InterruptedException, TargetTrouble {
        try {
            calls.run(() -> target.workload().promote(state.model()));
        } catch (TargetTrouble trouble) {
            if (!serves(state.model())) {
                throw trouble;
            }
        }
        enter(Phase.FINALISING, "all users have " + state.model());
    }

    /** The answer to a promotion may be lost although it was done. */
    private boolean serves(String model) throws InterruptedException {
        try {
            return target.workload().stable().equals(Optional.of(model));
        } catch (IOException e) {
            return false;
        }
    }

    private void finalise() throws IOException, InterruptedException, TargetTrouble {
        if (state.routed() && state.stable().isPresent()) {
            calls.run(() -> target.router().route(TrafficSplit.NONE));
            calls.run(target.workload()::removeCanary);
        }
        if (target.smoke().isPresent() && !state.reportsOnly()) {
            calls.run(() -> target.smoke().get().production(state.model()));
        }
        enter(Phase.SUCCEEDED, state.reason());
    }

    /** What may have been promoted gives way first, so that the traffic goes back to the version that users had. */
    private void rollBack() throws IOException, InterruptedException, TargetTrouble {
        if (state.stable().isEmpty()) {
            enter(Phase.FAILED, state.reason() + "; it stays on the target, which has no former version to go back to");
            return;
        }
        if (state.promotionBegun()) {
            say("the former version comes back: " + state.stable().get());
            calls.run(() -> target.workload().restore(state.stable().get()));
        }
        if (state.weight() != 0 || state.mirror() != 0) {
            record(new RolloutEvent.WeightChosen(0, 0, clock.instant()));
            say("traffic: 0 % to " + state.model());
        }
        if (state.routed()) {
            calls.run(() -> target.router().route(TrafficSplit.NONE));
        }
        calls.run(target.workload()::removeCanary);
        enter(Phase.FAILED, state.reason());
    }

    private void enter(Phase phase, String reason) throws IOException {
        enter(phase, reason, Optional.empty());
    }

    private void enter(Phase phase, String reason, Optional<String> awaits) throws IOException {
        record(new RolloutEvent.PhaseEntered(phase, state.weight(), reason, awaits, clock.instant()));
        say(phase.word() + ": " + reason);
    }

    private void record(RolloutEvent event) throws IOException {
        state = journal.append(state, event);
    }

    private void say(String line) {
        console.accept("[" + state.model() + "] " + line);
    }

    /** Whether to try again later; otherwise the rollout has entered the phase that the trouble leads to. */
    private boolean bearable(TargetTrouble trouble) throws IOException {
        int limit = state.definition().consecutiveErrorLimit();
        errors++;
        say("the target failed (" + errors + " of " + limit + "): " + trouble.getMessage());
        if (errors < limit && !trouble.refused()) {
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

    /** @param error why there are no figures */
    private record Attempt(Optional<Reading> figures, String error) {}
}
