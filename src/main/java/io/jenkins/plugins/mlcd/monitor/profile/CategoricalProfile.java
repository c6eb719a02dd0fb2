package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Objects;

/**
 * One categorical feature over a set of samples: a feature whose values are names, not quantities.
 *
 * @param count values
 * @param missing values that were absent
 * @param frequent the most frequent of them
 * @param distinct about how many different ones there are
 */
public record CategoricalProfile(long count, long missing, FrequentItems frequent, DistinctSketch distinct) {

    public CategoricalProfile {
        Objects.requireNonNull(frequent, "frequent");
        distinct = distinct == null ? DistinctSketch.empty() : distinct;
        if (missing < 0 || frequent.total() != count) {
            throw new IllegalArgumentException("no profile has " + count + " values, " + missing + " missing, and frequent ones of "
                    + frequent.total());
        }
    }

    /** The profile of both sets together. */
    public CategoricalProfile merge(CategoricalProfile other) {
        return new CategoricalProfile(
                count + other.count, missing + other.missing, frequent.merge(other.frequent), distinct.merge(other.distinct));
    }
}
