package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Decides whether a running trial is so unpromising that it should stop. Decisions are pure functions of the arguments. */
public interface Pruner {

    /** {@code kind} and every setting, as the study's record shows them; equal pruners have equal JSON. */
    ObjectNode toJson();

    /**
     * Why the trial should stop, given what it has reported so far, in one sentence; empty when it should go on.
     *
     * @param trials all trials of the study by number, the running one among them
     * @param trial the running one; its last step has just been reported
     */
    Optional<String> prune(Direction direction, List<Trial> trials, Trial trial);
}
