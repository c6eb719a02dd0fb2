package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Decides whether a running trial is so unpromising that it should stop. Decisions are pure functions of the arguments. */
public interface Pruner {

    /** {@code kind} and every setting, as the study's record shows them; equal pruners have equal JSON. */
    ObjectNode toJson();

    /**
     * Why the trial should stop, given what it has reported so far, in one sentence; empty when it should go on. It never waits
     * for other trials.
     *
     * @param curves what all trials of the study have reported, the running one among them
     * @param trial the running one; its last step has just been reported
     */
    Optional<String> prune(Curves curves, Trial trial);

    /**
     * Looks at the pruner's own work after a trial has completed: whether early steps say too little about the end, so that all
     * trials from now on get more grace.
     *
     * @return empty when all is well, or when there is too little to go by
     */
    default Optional<Grace> review(Curves curves) {
        return Optional.empty();
    }

    /**
     * No trial is pruned before {@code step} any more.
     *
     * @param reason in one sentence, with the figures
     */
    record Grace(int step, String reason) {}
}
