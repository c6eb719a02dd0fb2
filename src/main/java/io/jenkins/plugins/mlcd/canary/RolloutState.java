package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the events of one rollout add up to. A value: an event makes a new one. */
public final class RolloutState {

    private final RolloutEvent.Started started;
    private Phase phase = Phase.PREPARING;
    private String reason = "";
    private Optional<String> awaited = Optional.empty();
    private Phase pausedFrom = Phase.PROGRESSING;
    private Instant pausedAt = Instant.EPOCH;
    private Duration paused = Duration.ZERO;
    private List<String> approved = List.of();
    private boolean promotionBegun;
    private int step = -1;
    private int weight;
    private int mirror;
    private boolean routed;
    private Instant lookedAt;
    private Optional<Instant> trafficSince = Optional.empty();
    private Optional<Reading> reading = Optional.empty();
    private History history;
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<String> decisive = Optional.empty();
    private int failures;
    private int inconclusives;

    /** The first look at this weight that waited for proof while requests came. */
    private Optional<Instant> provingSince = Optional.empty();

    private int errors;
    private int commands;
    private Optional<PersonCommand> pending = Optional.empty();
    private Optional<String> foreign = Optional.empty();

    private RolloutState(RolloutEvent.Started started) {
        this.started = started;
        lookedAt = started.at();
        commands = started.commands();
        history = History.start(started.definition());
    }

    private RolloutState(RolloutState other) {
        started = other.started;
        phase = other.phase;
        reason = other.reason;
        awaited = other.awaited;
        pausedFrom = other.pausedFrom;
        pausedAt = other.pausedAt;
        paused = other.paused;
        approved = other.approved;
        promotionBegun = other.promotionBegun;
        step = other.step;
        weight = other.weight;
        mirror = other.mirror;
        routed = other.routed;
        lookedAt = other.lookedAt;
        trafficSince = other.trafficSince;
        reading = other.reading;
        history = other.history;
        verdict = other.verdict;
        decisive = other.decisive;
        failures = other.failures;
        inconclusives = other.inconclusives;
        provingSince = other.provingSince;
        errors = other.errors;
        commands = other.commands;
        pending = other.pending;
        foreign = other.foreign;
    }

    static RolloutState started(RolloutEvent.Started event) {
        return new RolloutState(event);
    }

    /** The state after one more event; reading the record and writing it go through the same fold. */
    RolloutState after(RolloutEvent event) {
        RolloutState next = new RolloutState(this);
        if (event instanceof RolloutEvent.PhaseEntered entered) {
            next.enter(entered);
        } else if (event instanceof RolloutEvent.WeightChosen chosen) {
            next.choose(chosen);
        } else if (event instanceof RolloutEvent.FirstRead first) {
            next.reading = Optional.of(first.reading());
        } else if (event instanceof RolloutEvent.Looked looked) {
            next.look(looked);
        } else if (event instanceof RolloutEvent.Commanded commanded) {
            next.commands = commanded.command().number();
            next.pending = commanded.refused() ? Optional.empty() : Optional.of(commanded.command());
        } else if (event instanceof RolloutEvent.ForeignWrite write && write.policy() == ForeignWriteException.Policy.ABORT) {
            next.foreign = Optional.of(write.found());
        }
        return next;
    }

    private void enter(RolloutEvent.PhaseEntered event) {
        if (phase == Phase.PAUSED) {
            provingSince = Optional.empty();
            paused = paused.plus(Duration.between(pausedAt, event.at()));
        }
        if (event.phase() == Phase.PAUSED) {
            pausedFrom = phase == Phase.PAUSED ? pausedFrom : phase;
            pausedAt = event.at();
        } else if (phase == Phase.PAUSED && awaited.isPresent() && event.phase().ordinal() <= Phase.PROMOTING.ordinal()) {
            approved = new ArrayList<>(approved);
            approved.add(awaited.get());
        }
        promotionBegun |= event.phase() == Phase.PROMOTING;
        phase = event.phase();
        reason = event.reason();
        awaited = event.awaits();
        pending = Optional.empty();
    }

    /** A weight of the definition begins a step; weight 0 takes the traffic back, or is there for copies only. */
    private void choose(RolloutEvent.WeightChosen event) {
        int index = definition().stepWeights().indexOf(event.weight());
        step = index < 0 ? step : index;
        if (event.weight() != weight) {
            history = history.atAnotherWeight();
        }
        trafficSince = trafficSince.or(() -> Optional.of(event.at()));
        weight = event.weight();
        mirror = event.mirror();
        routed = true;
        lookedAt = event.at();
        verdict = Optional.empty();
        inconclusives = 0;
        provingSince = Optional.empty();
    }

    private void look(RolloutEvent.Looked event) {
        Verdict result = event.analysis().verdict();
        event.reading().ifPresent(now -> {
            history = event.history().orElseGet(() -> with(now));
            reading = Optional.of(now);
        });
        lookedAt = event.at();
        verdict = Optional.of(result);
        decisive = Optional.of(event.analysis().reason());
        failures += result == Verdict.FAIL ? 1 : 0;
        errors = result == Verdict.ERROR ? errors + 1 : 0;
        boolean quiet = result == Verdict.INCONCLUSIVE && (!history.last().concurrent() || history.atWeight() < definition().minRequests());
        provingSince = result == Verdict.PASS ? Optional.empty() : result == Verdict.INCONCLUSIVE && !quiet ? provingSince.or(() -> Optional.of(event.at())) : provingSince;
        inconclusives = quiet ? inconclusives + 1 : result == Verdict.ERROR ? inconclusives : 0;
    }

    /** The history with what happened since the last reading. */
    History with(Reading now) {
        return history.plus(Look.between(weight, reading.orElse(Reading.NONE), now));
    }

    /** Version that is rolled out. */
    public String model() {
        return started.model();
    }

    /** Version that users had before; empty on a target without one. */
    public Optional<String> stable() {
        return started.stable();
    }

    public String target() {
        return started.target();
    }

    public RolloutDefinition definition() {
        return started.definition();
    }

    public Phase phase() {
        return phase;
    }

    /** Of the phase. */
    public String reason() {
        return reason;
    }

    /** The weight, or the promotion, that a person has to approve before the rollout goes on. */
    public Optional<String> awaited() {
        return awaited;
    }

    /** Where a pause came from. */
    Phase pausedFrom() {
        return pausedFrom;
    }

    boolean approved(String what) {
        return !definition().approvals().contains(what) || approved.contains(what);
    }

    /** Whether it is an A/B test after which the traffic goes back, whoever wins. */
    public boolean reportsOnly() {
        return definition().abTest().filter(test -> !test.promote()).isPresent();
    }

    /** Of an A/B test that has ended: {@code canary}, {@code stable} or {@code none}; empty otherwise. */
    public Optional<String> winner() {
        if (definition().abTest().isEmpty() || !phase.ended()) {
            return Optional.empty();
        }
        return Optional.of(failures >= definition().threshold() ? "stable" : verdict.equals(Optional.of(Verdict.PASS)) ? "canary" : "none");
    }

    /** Whether the target may have the new version as the stable one. */
    boolean promotionBegun() {
        return promotionBegun;
    }

    /** Index of the weight in the definition; -1 before the first. */
    public int step() {
        return step;
    }

    boolean lastStep() {
        return step >= definition().stepWeights().size() - 1;
    }

    /** Percent that was last recorded, before it was set. */
    public int weight() {
        return weight;
    }

    /** Percent of which the canary gets copies. */
    public int mirror() {
        return mirror;
    }

    /** Whether the shares have ever been touched. */
    boolean routed() {
        return routed;
    }

    TrafficSplit split() {
        return definition().split(weight, mirror);
    }

    /** Time of the last look, or of the weight after it: the next look is an interval later. */
    public Instant lookedAt() {
        return lookedAt;
    }

    /** Since the first traffic. */
    Duration elapsed(Instant now) {
        return trafficSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }

    /** When maxDuration is over, as far as it is known now; empty without one. */
    Optional<Instant> end(Instant now) {
        Duration pauses = phase == Phase.PAUSED ? paused.plus(Duration.between(pausedAt, now)) : paused;
        return definition().maxDurationSeconds().map(seconds -> started.at().plus(Duration.ofMillis(Math.round(1000 * seconds))).plus(pauses));
    }

    /** The last figures that could be read. */
    public Optional<Reading> reading() {
        return reading;
    }

    History history() {
        return history;
    }

    /** Of the last look at this weight; empty before one. */
    public Optional<Verdict> verdict() {
        return verdict;
    }

    /** What the last look said; empty before one. */
    public Optional<String> lastLook() {
        return decisive;
    }

    /** Failed looks so far. */
    public int failures() {
        return failures;
    }

    /** Looks in a row with too few requests to tell. */
    /** When the proof that is waited for has been waited for too long; empty where none is. */
    Optional<Instant> proofDue() {
        return definition().abTest().isPresent() ? Optional.empty() : provingSince.map(since -> since.plus(definition().proofTimeout()));
    }

    public int inconclusives() {
        return inconclusives;
    }

    /** Looks in a row whose figures could not be read. */
    public int errors() {
        return errors;
    }

    /** Number of the last command of a person that was taken. */
    int commands() {
        return commands;
    }

    /** A person's command that has not been carried out yet. */
    Optional<PersonCommand> pending() {
        return pending;
    }

    /** A foreign write for which the traffic goes back. */
    Optional<String> foreign() {
        return foreign;
    }
}
