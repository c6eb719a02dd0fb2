package io.jenkins.plugins.mlcd.loop;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A cause that asked for a build, and what became of it.
 *
 * @param id number of the cause within the job, from 1
 * @param at when it was received
 * @param kind {@code monitor}, {@code dataset}, {@code alert} or {@code schedule}
 * @param key what makes it the same cause when it is received again
 * @param summary one sentence for people
 * @param evidence what it rests on
 * @param outcome what became of it
 * @param detail why it was suppressed, the id that it was merged into, or nothing
 * @param build the build that it started
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
        Optional<Integer> build) {

    /** What became of a cause. */
    public enum Outcome {
        /** A build was asked for and has not begun. */
        PENDING,
        MERGED,
        SUPPRESSED,
        STARTED
    }

    InboxEvent becomes(Outcome next, String why, Optional<Integer> started) {
        return new InboxEvent(id, at, kind, key, summary, evidence, next, why, started);
    }

    /** Whether it led or will lead to a build of its own. */
    public boolean accepted() {
        return outcome == Outcome.PENDING || outcome == Outcome.STARTED;
    }
}
