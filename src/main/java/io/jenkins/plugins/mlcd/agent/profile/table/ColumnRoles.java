package io.jenkins.plugins.mlcd.agent.profile.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which column of a table means what; all others are features. What is not named is taken from the column that is called so in the
 * captures of a model server: {@code prediction}, {@code confidence}, {@code label} and {@code at}.
 *
 * @param prediction the class that a model answered
 * @param confidence how sure it was, 0..1
 * @param label the true class
 * @param time of the sample
 * @param slices by whose values samples are counted; they are features as well
 * @param ignored columns that are left out
 * @param numeric features that are numbers whatever they look like
 * @param categorical features that are names whatever they look like
 */
public record ColumnRoles(
        Optional<String> prediction,
        Optional<String> confidence,
        Optional<String> label,
        Optional<String> time,
        List<String> slices,
        Set<String> ignored,
        Set<String> numeric,
        Set<String> categorical) {

    /** What a capture has beside its features. */
    private static final Set<String> IDENTIFYING = Set.of("id", "model");

    private static final List<String> CAPTURED = List.of("prediction", "confidence", "label", "at");

    public ColumnRoles {
        slices = List.copyOf(slices);
        ignored = Set.copyOf(ignored);
        numeric = Set.copyOf(numeric);
        categorical = Set.copyOf(categorical);
        for (String name : numeric) {
            if (categorical.contains(name)) {
                throw new IllegalArgumentException("column '" + name + "' cannot be numeric and categorical");
            }
        }
    }

    /** Nothing is named. */
    public static ColumnRoles none() {
        return new ColumnRoles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * With the columns that a file has.
     *
     * @throws IOException when a named column is not among them
     */
    ColumnRoles in(List<String> columns) throws IOException {
        List<String> named = new ArrayList<>(Stream.of(prediction, confidence, label, time).flatMap(Optional::stream).toList());
        for (Set<String> more : List.of(Set.copyOf(slices), ignored, numeric, categorical)) {
            named.addAll(more.stream().sorted().toList());
        }
        for (String name : named) {
            if (!columns.contains(name)) {
                throw new IOException("there is no column '" + name + "', but " + String.join(", ", columns));
            }
        }
        // Only a table that has a prediction is a capture; in another one, "label" or "at" may be anything.
        boolean capture = prediction.isEmpty() && columns.containsAll(CAPTURED);
        Set<String> left = new HashSet<>(ignored);
        if (capture) {
            IDENTIFYING.stream().filter(columns::contains).forEach(left::add);
        }
        return new ColumnRoles(
                or(prediction, "prediction", capture), or(confidence, "confidence", capture), or(label, "label", capture), or(time, "at", capture),
                slices, left, numeric, categorical);
    }

    private Optional<String> or(Optional<String> named, String usual, boolean capture) {
        return named.isPresent() || !capture || ignored.contains(usual) ? named : Optional.of(usual);
    }

    /** Whether a column is a feature, as opposed to what a model or somebody said about it. */
    boolean isFeature(String column) {
        return !ignored.contains(column) && Stream.of(prediction, confidence, label, time).noneMatch(role -> role.equals(Optional.of(column)));
    }
}
