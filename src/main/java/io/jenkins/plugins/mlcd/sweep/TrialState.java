package io.jenkins.plugins.mlcd.sweep;

/** What became of a trial. */
public enum TrialState {
    /** A worker runs it. */
    RUNNING,
    /** Its worker or process died; it waits to be asked again with the same parameters and seed. */
    LOST,
    /** It ended with a value. */
    COMPLETE,
    /** It was stopped because it was unpromising, or because the study ended. */
    PRUNED,
    /** It ended without a value. */
    FAILED;

    /** Whether the trial is over for good. */
    public boolean finished() {
        return this != RUNNING && this != LOST;
    }
}
