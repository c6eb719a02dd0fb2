package io.jenkins.plugins.mlcd.loop;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A cause that asked for a build, and what became of it.
 *
 * @param id number of the cause within the job, from 1
 * @param at when it was received
 * @param kind {@code monitor}, {@code dataset}, {@code alert}, {@code model} or {@code schedule}
 * @param key what makes it the same cause when it is received again
 * @param summary one sentence for people
 * @param evidence what it rests on
 * @param outcome what became of it
 * @param detail why it was suppressed or waits, the id that it was merged into, how its build ended, or nothing
 * @param build the build that serves it
 * @param repeats how often it was received again
 */
public record InboxEvent(
        String id,
        Instant at,
        String kind,
        String key,
        String summary,
        Map<String, Object> evidence,
        Outcome outcome,
        String detail,
        Optional<Integer> build,
        int repeats) {

    /** What became of a cause. */
    public enum Outcome {
        /** It is on record and was not judged: a crash came between. */
        RECEIVED,
        /** A build is to be asked for. */
        PENDING,
        /** A build was asked for and has not begun. */
        SCHEDULED,
        MERGED,
        SUPPRESSED,
        STARTED
    }

    /** Who changed a data set. */
    public record Producer(String job, String build) {}

    static InboxEvent received(String id, Instant at, String kind, String key, String summary, Map<String, Object> evidence) {
        return new InboxEvent(id, at, kind, key, summary, evidence, Outcome.RECEIVED, "", Optional.empty(), 0);
    }

    InboxEvent becomes(Outcome next, String why) {
        return new InboxEvent(id, at, kind, key, summary, evidence, next, why, build, repeats);
    }

    InboxEvent servedBy(int number) {
        return new InboxEvent(id, at, kind, key, summary, evidence, outcome, detail, Optional.of(number), repeats);
    }

    InboxEvent repeated() {
        return new InboxEvent(id, at, kind, key, summary, evidence, outcome, detail, build, repeats + 1);
    }

    /** Whether a build serves it or will. */
    public boolean accepted() {
        return waits() || outcome == Outcome.STARTED || outcome == Outcome.MERGED;
    }

    /** Whether its build has not begun. */
    public boolean waits() {
        return outcome == Outcome.PENDING || outcome == Outcome.SCHEDULED;
    }

    /** Name of the alert, data set or model that it is about; empty when it is about none. */
    public String subject() {
        return String.valueOf(evidence.getOrDefault("subject", ""));
    }

    OptionalLong newSamples() {
        return count("newSamples");
    }

    OptionalLong samples() {
        return count("samples");
    }

    private OptionalLong count(String name) {
        return evidence.get(name) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    OptionalDouble confidence() {
        return evidence.get("confidence") instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** A text or number of what was told, by its name there. */
    public Optional<String> detail(String name) {
        Object value = evidence.get("detail") instanceof Map<?, ?> told ? told.get(name) : null;
        return value instanceof String || value instanceof Number ? Optional.of(value.toString()) : Optional.empty();
    }

    /** The build that made it, when a data set's event says so itself. */
    Optional<Producer> producer() {
        return evidence.get("detail") instanceof Map<?, ?> detail && detail.get("producer") instanceof Map<?, ?> producer
                ? Optional.of(new Producer(String.valueOf(producer.get("job")), String.valueOf(producer.get("build")))) : Optional.empty();
    }
}
