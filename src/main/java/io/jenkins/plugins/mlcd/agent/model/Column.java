package io.jenkins.plugins.mlcd.agent.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One column of a table that a model takes.
 *
 * @param name 1 to 64 letters, digits, {@code _} or {@code -}
 * @param categories the texts that stand for 0, 1, 2, ...; absent for a column of numbers
 * @param missing whether the model takes rows without it; it sees NaN there, and for a category that it does not know
 */
public record Column(String name, Optional<List<String>> categories, boolean missing) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Column {
        categories = categories == null ? Optional.empty() : categories.map(List::copyOf);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a column is 1 to 64 letters, digits, '_' or '-', but not '" + name + "'");
        }
        if (categories.filter(all -> all.isEmpty() || new HashSet<>(all).size() < all.size()).isPresent()) {
            throw new IllegalArgumentException("column '" + name + "' has no categories, or some twice");
        }
    }

    /** A column of numbers, none of which may be missing. */
    public static Column number(String name) {
        return new Column(name, Optional.empty(), false);
    }
}
