package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * When a cause may start a build. It bounds what a noisy monitor, a storm of alerts or a retraining that always fails can cost.
 *
 * @param closed why no cause may start a build; empty when causes may
 * @param cooldown time after a cause was accepted in which no other is
 * @param maxPerDay causes accepted in 24 hours, 0 for no limit
 * @param quietPeriod time that a build waits for further causes, which join it; empty for what the job says
 * @param minNewSamples samples that have to be new before new data starts a build, 0 for any
 * @param confidenceBelow a cause that tells the model's confidence starts a build only when it is lower
 * @param job full name of the job, by which it knows changes that its own builds made; empty when that does not matter
 */
public record TriggerPolicy(
        Optional<String> closed,
        Duration cooldown,
        int maxPerDay,
        Optional<Duration> quietPeriod,
        long minNewSamples,
        OptionalDouble confidenceBelow,
        String job) {

    /** No limit but that one cause starts one build. */
    public static final TriggerPolicy OPEN = of(Optional.empty(), Duration.ZERO, 0);

    /** After a failed build the next waits for so long, then twice as long after each further failure. */
    static final Duration FIRST_BACKOFF = Duration.ofMinutes(1);

    static final Duration LONGEST_BACKOFF = Duration.ofDays(1);

    /** As many builds after one another, each started by data that came while the one before ran, are a loop. */
    static final int LOOP = 5;

    public TriggerPolicy {
        if (cooldown.isNegative() || maxPerDay < 0 || minNewSamples < 0) {
            throw new IllegalArgumentException(
                    "cooldown " + cooldown + ", maxPerDay " + maxPerDay + " and minNewSamples " + minNewSamples + " may not be negative");
        }
    }

    public static TriggerPolicy of(Optional<String> closed, Duration cooldown, int maxPerDay) {
        return new TriggerPolicy(closed, cooldown, maxPerDay, Optional.empty(), 0, OptionalDouble.empty(), "");
    }

    /** No cause starts a build. */
    public static TriggerPolicy closed(String why) {
        return of(Optional.of(why), Duration.ZERO, 0);
    }

    public TriggerPolicy withQuietPeriod(Duration period) {
        return new TriggerPolicy(closed, cooldown, maxPerDay, Optional.of(period), minNewSamples, confidenceBelow, job);
    }

    public TriggerPolicy withMinNewSamples(long least) {
        return new TriggerPolicy(closed, cooldown, maxPerDay, quietPeriod, least, confidenceBelow, job);
    }

    /** What a job's inbox knows when a cause comes in. */
    public interface View {

        /** The cause whose build has not begun, which others can join. */
        Optional<InboxEvent> waiting();

        /** A build that runs because of the outside, and the first cause that it serves. */
        Optional<InboxEvent> running();

        Optional<Instant> lastAccepted();

        long acceptedAfter(Instant time);

        /** Builds that failed after one another, and when the last of them ended. */
        int failures();

        Optional<Instant> lastFailure();

        /** New samples that were told of and have not started a build. */
        long samplesWaiting();

        /** Samples there were in all when the last build was asked for. */
        OptionalLong samplesBefore(String dataset);

        /** Builds after one another that were each started by a version of this data set that came while the one before ran. */
        int chain(String dataset);
    }

    /** What is to become of a cause. */
    public sealed interface Judgement {
        /** A build may begin at {@code due}. */
        record Accept(Instant due, String reason) implements Judgement {}

        /** It joins a cause whose build serves both. */
        record Merge(String into) implements Judgement {}

        /** @param samples new samples that it tells of and that count for a later one */
        record Suppress(String reason, OptionalLong samples, boolean loop) implements Judgement {
            Suppress(String reason) {
                this(reason, OptionalLong.empty(), false);
            }
        }
    }

    /** What becomes of a cause that is looked at at {@code now}; nothing but its arguments is looked at. */
    public Judgement judge(View view, InboxEvent event, Instant now) {
        Optional<String> no = closed.or(() -> sure(event)).or(() -> ownChange(event));
        if (no.isPresent()) {
            return new Judgement.Suppress(no.get());
        }
        boolean dataset = event.kind().equals(Occurrence.Kind.DATASET.word());
        if (dataset && view.chain(event.subject()) >= LOOP) {
            return new Judgement.Suppress(loop(event, view.chain(event.subject())), OptionalLong.empty(), true);
        }
        Optional<InboxEvent> host = view.waiting().or(() -> joinsRunning(event) ? view.running() : Optional.empty());
        if (host.isPresent()) {
            return new Judgement.Merge(host.get().id());
        }
        Optional<Judgement> few = dataset ? tooFew(view, event) : Optional.empty();
        return few.orElseGet(() -> bounded(view, now));
    }

    /** New data is not in the build that runs; that the model in production is bad is what that build is about already. */
    private static boolean joinsRunning(InboxEvent event) {
        return event.kind().equals(Occurrence.Kind.ALERT.word());
    }

    private Optional<String> sure(InboxEvent event) {
        OptionalDouble told = event.confidence();
        return told.isPresent() && confidenceBelow.isPresent() && told.getAsDouble() >= confidenceBelow.getAsDouble()
                ? Optional.of("the confidence of " + told.getAsDouble() + " is not below " + confidenceBelow.getAsDouble()) : Optional.empty();
    }

    private Optional<String> ownChange(InboxEvent event) {
        Optional<InboxEvent.Producer> producer = event.producer();
        return producer.isPresent() && !job.isEmpty() && producer.get().job().equals(job)
                ? Optional.of("trigger loop: " + event.subject() + " was changed by build " + producer.get().build()
                        + " of this job itself, so it starts no build of it") : Optional.empty();
    }

    private static String loop(InboxEvent event, int builds) {
        return "trigger loop: the last " + builds + " builds were each started by a version of " + event.subject() + " that came while the one before"
                + " ran, so the job seems to change the data set that starts it; start a build by hand to begin anew, or set a cooldown";
    }

    private Optional<Judgement> tooFew(View view, InboxEvent event) {
        if (minNewSamples == 0) {
            return Optional.empty();
        }
        OptionalLong added = event.newSamples();
        if (added.isEmpty() && event.samples().isEmpty()) {
            return Optional.of(new Judgement.Suppress("below threshold: it does not say how many samples are new, and minNewSamples is " + minNewSamples));
        }
        long fresh = added.isPresent() ? view.samplesWaiting() + added.getAsLong()
                : Math.max(0, event.samples().getAsLong() - view.samplesBefore(event.subject()).orElse(0));
        return fresh >= minNewSamples ? Optional.empty()
                : Optional.of(new Judgement.Suppress("below threshold: " + fresh + " of " + minNewSamples + " new samples", OptionalLong.of(added.orElse(0)), false));
    }

    private Judgement bounded(View view, Instant now) {
        Optional<Instant> last = view.lastAccepted();
        if (last.isPresent() && now.isBefore(last.get().plus(cooldown))) {
            return new Judgement.Suppress("cooldown of " + cooldown.toSeconds() + " s after the cause of " + last.get().truncatedTo(ChronoUnit.SECONDS) + " is not over");
        }
        long today = view.acceptedAfter(now.minus(Duration.ofDays(1)));
        if (maxPerDay > 0 && today >= maxPerDay) {
            return new Judgement.Suppress("maxPerDay: " + today + " of " + maxPerDay + " causes were accepted in the last 24 hours");
        }
        Instant due = now.plus(quietPeriod.orElse(Duration.ZERO));
        Optional<Instant> backoff = view.lastFailure().map(failed -> failed.plus(backoff(view.failures()))).filter(due::isBefore);
        return backoff.isEmpty() ? new Judgement.Accept(due, "") : new Judgement.Accept(backoff.get(), "the last " + view.failures()
                + " builds that causes started have failed, so the next waits " + Durations.format(backoff(view.failures())));
    }

    /** How long to wait after so many failures; zero without one. */
    static Duration backoff(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
    }
}
