package io.jenkins.plugins.mlcd.stats;

/**
 * The distribution of some values, as far as it is known: exactly, or from a summary with a stated error. A step function
 * that rises only at its points.
 */
public interface Distribution {

    /** How many values it stands for. */
    long count();

    /** Where the function rises, in rising order. */
    double[] points();

    /** Share of the values that are at most {@code x}, 0..1. */
    double rank(double x);

    /** How far a rank may be off, as a share of the count; 0 when ranks are exact. */
    double rankError();
}
