package io.jenkins.plugins.mlcd.kubernetes;

/**
 * What a trial's Job and pod amount to.
 *
 * @param phase what it means for the trial
 * @param scheduled whether the pod has its place on a node, and so holds its GPU
 * @param words why, with the scheduler's, kubelet's or trainer's own reason; empty when there is nothing to explain
 */
public record TrialVerdict(Phase phase, boolean scheduled, String words) {

    /** What a trial's Job is doing. */
    public enum Phase {
        /** There is no room for it now: no free GPU, a full quota, a queue. It may wait for ever. */
        WAITING,
        /** It is being placed and started, or cannot be placed for another reason. */
        PENDING,
        /** Its image cannot be pulled; the node tries again. */
        IMAGE_ERROR,
        RUNNING,
        SUCCEEDED,
        /** It ended by its own fault; running it again would end the same. */
        FAILED,
        /** The cluster took its place away: it is to be run again. */
        LOST
    }

    /** Whether nothing more will come of it. */
    public boolean over() {
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED || phase == Phase.LOST;
    }

    static TrialVerdict unplaced(Phase phase, String words) {
        return new TrialVerdict(phase, false, words);
    }

    static TrialVerdict placed(Phase phase, String words) {
        return new TrialVerdict(phase, true, words);
    }
}
