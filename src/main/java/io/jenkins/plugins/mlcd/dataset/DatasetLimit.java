package io.jenkins.plugins.mlcd.dataset;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The limits that the checks of a data set have; each is a share from 0 to 1 unless it says something else. */
public enum DatasetLimit {
    /** Largest share of samples with the content of an earlier one of their part. */
    DUPLICATES("duplicates", 0.05),
    /** How many times larger the largest class may be than the smallest, at least 1. */
    IMBALANCE("imbalance", 10),
    /** Largest share of test samples that are in a train part as well. */
    LEAKAGE("leakage", 0),
    /** Largest share of rows that are no samples. */
    INVALID("invalid", 0),
    /** Largest share of samples without a label. */
    MISSING("missing", 0.2),
    /** Largest share of samples with the id of an earlier one of their part. Captured parts do not count here and below. */
    SAME_ID("sameId", 0),
    /** Largest share of values that are outside of the range of the schema. */
    RANGE("range", 0.05),
    /** Largest share of columns that hold numbers where the schema has flags. */
    TYPE("type", 0.02),
    /** Largest distance of a feature or of the classes from the last version, 0 to 1. */
    SKEW("skew", 0.3);

    private final String word;
    private final double byDefault;

    DatasetLimit(String word, double byDefault) {
        this.word = word;
        this.byDefault = byDefault;
    }

    /** As it is written. */
    public String word() {
        return word;
    }

    public double byDefault() {
        return byDefault;
    }

    /** @throws IllegalArgumentException when there is no limit of that name, or {@code value} is none for it */
    static DatasetLimit checked(String word, Object value) {
        DatasetLimit limit = Arrays.stream(values()).filter(l -> l.word.equals(word) && value instanceof Number).findFirst().orElse(null);
        if (limit == null) {
            throw new IllegalArgumentException("check '" + word + ": " + value + "' is none of "
                    + Arrays.stream(values()).map(DatasetLimit::word).collect(Collectors.joining(", ")) + " with a number");
        }
        double number = ((Number) value).doubleValue();
        if (limit == IMBALANCE ? !(number >= 1) : !(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException(
                    "check '" + word + ": " + value + "' must be " + (limit == IMBALANCE ? "at least 1" : "a share from 0 to 1"));
        }
        return limit;
    }
}
