package io.jenkins.plugins.mlcd.labels;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who gets which sample, and who may say something of one. */
final class QueueRules {

    private static final int LONGEST_TEXT = 500;

    private QueueRules() {}

    /** The sample that is next for {@code by}; empty when there is none for them. */
    static Optional<QueuedSample> choose(QueueState state, String by, Instant now) {
        QueuedSample best = null;
        int rank = Integer.MAX_VALUE;
        for (QueuedSample sample : state.samples()) {
            if (sample.isFor(by, state.agreement(), now)) {
                int turn = sample.heldUntil(by, now).isPresent() ? 0 : switch (sample.votes().size()) {
                    case 0 -> 3;
                    case 1 -> 2;
                    default -> 1;
                };
                if (turn < rank) {
                    best = sample;
                    rank = turn;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** @throws LabelConflict when {@code by} may not say anything of the sample now */
    static void requireFree(QueueState state, QueuedSample sample, String by, Instant now) {
        if (sample.isFor(by, state.agreement(), now)) {
            return;
        }
        LabelState what = sample.state(state.agreement(), now);
        if (what == LabelState.SETTLED || what == LabelState.ASIDE || what == LabelState.SKIPPED) {
            throw new LabelConflict("the sample is " + what.word() + " already");
        } else if (sample.knows(by)) {
            throw new LabelConflict("you have labelled or skipped this sample; undo that first. Another person has to confirm it");
        }
        Set<String> others = sample.holders(now);
        others.remove(by);
        throw new LabelConflict(String.join(" and ", others) + " is looking at this sample");
    }

    /** The text as it is kept: one line. */
    static String requireText(String what, String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("a " + what + " must have 1 to " + LONGEST_TEXT + " characters, but has " + clean.length());
        }
        return clean;
    }

    /** @throws IllegalArgumentException when it is a name that nobody may have */
    static void requirePerson(String by) {
        if (by.isBlank() || by.startsWith("mlcd:") || by.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("'" + by + "' is no name of a person");
        }
    }
}
