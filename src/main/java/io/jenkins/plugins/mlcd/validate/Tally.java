package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Limit;
import java.util.OptionalDouble;

/** What was counted of one figure over some samples, for the candidate alone or for the pair. */
interface Tally {

    /** Takes a sample of the candidate that has no partner. */
    void candidate(Row row);

    /** Takes a sample of the baseline that has no partner. */
    void baseline(Row row);

    /** Takes a sample on which both ran. */
    void pair(Row candidate, Row baseline);

    /** A tally of the same figure that has counted nothing. */
    Tally empty();

    /** Takes what another tally of the same figure counted on other samples. */
    void add(Tally other);

    /** Samples of the candidate that count. */
    long samples();

    /** Samples of the candidate that count, but do not tell the figure. */
    long silent();

    /** Samples of the baseline that count. */
    long baselineSamples();

    /** Samples of the baseline that count, but do not tell the figure. */
    long baselineSilent();

    /** The candidate's figure; NaN when there are no samples. */
    double value();

    /** The baseline's figure; empty when there are no samples. */
    OptionalDouble baselineValue();

    /**
     * The figure set against a limit.
     *
     * @throws IllegalArgumentException when the limit has no value there; one sentence
     */
    Evidence against(Limit limit);
}
