package io.jenkins.plugins.mlcd.validate;

import java.util.Map;

/**
 * What was counted for one question.
 *
 * @param question that was asked
 * @param groups what was counted for each slice of a family; for a single figure one entry with an empty name
 * @param overflowed whether the field of a family has more values than are told apart
 */
record Counted(Question question, Map<String, Tally> groups, boolean overflowed) {

    /** The only group of a question that has one. */
    Tally only() {
        return groups.get("");
    }

    /** Whether the predictions tell this figure at all. */
    boolean told() {
        return groups.values().stream().anyMatch(tally -> tally.samples() > tally.silent());
    }
}
