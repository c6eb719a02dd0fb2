package io.jenkins.plugins.mlcd.canary;

/** What a rollout does when too few requests come for {@code inconclusiveLimit} looks in a row. */
public enum Quiet {
    /** Send the canary copies of all requests to the stable version; when even that does not tell, take the traffic back. */
    MIRROR,
    /** Stay at the weight until enough requests came, or maxDuration is over. */
    HOLD,
    /** Take the traffic back. */
    ABORT
}
