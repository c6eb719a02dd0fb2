package io.jenkins.plugins.mlcd.record;

/**
 * The outcome of a check, analysis or rule. Missing data is never a {@link #PASS}: what could not be decided is
 * {@link #INCONCLUSIVE}, and what could not be measured is an {@link #ERROR}.
 */
public enum Verdict {
    PASS,
    INCONCLUSIVE,
    FAIL,
    ERROR;

    /** The verdict on several things together: the worst one, in the order PASS, INCONCLUSIVE, FAIL, ERROR. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
