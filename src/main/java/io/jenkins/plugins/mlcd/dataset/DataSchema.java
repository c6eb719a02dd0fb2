package io.jenkins.plugins.mlcd.dataset;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a data set is like by agreement.
 *
 * @param number of the schema, from 1; it rises with each one that is accepted
 * @param build that inferred or accepted it
 * @param classes that labels may name
 * @param ranges of the values of each column
 */
public record DataSchema(int number, int build, Set<String> classes, ColumnRanges ranges) {

    public DataSchema {
        classes = Set.copyOf(classes);
    }

    /** How many values a sample has. */
    public int values() {
        return ranges.columns();
    }

    /** The schema that the data set is like now; empty when it has no labelled sample, or samples of several sizes. */
    static Optional<DataSchema> infer(int number, int build, DatasetScan scan) {
        return scan.profile().map(profile -> new DataSchema(number, build, scan.classes().keySet(), profile.ranges()));
    }

    /** Whether the other one says the same. */
    boolean agrees(DataSchema other) {
        return classes.equals(other.classes) && ranges.sameAs(other.ranges);
    }

    /** The labels of {@code found} that are none of the classes. */
    Set<String> unknown(Set<String> found) {
        Set<String> unknown = new TreeSet<>(found);
        unknown.removeAll(classes);
        return unknown;
    }

    /** The classes that are not in {@code found}. */
    Set<String> vanished(Set<String> found) {
        Set<String> vanished = new TreeSet<>(classes);
        vanished.removeAll(found);
        return vanished;
    }
}
