package io.jenkins.plugins.mlcd.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of the table of trials.
 *
 * @param filter as {@link TrialFilter} reads it; blank for all
 * @param sort key of the column to sort by; empty for the order in which the trials were asked
 * @param descending the greatest first; trials without a value come last either way
 * @param offset how many are skipped, from 0
 * @param limit most trials of the page, 1 to 1,000
 */
public record TrialQuery(String filter, Optional<String> sort, boolean descending, int offset, int limit) {

    public static final int MOST = 1_000;
    private static final int USUAL = 50;

    public TrialQuery {
        TrialFilter.require(filter);
        if (sort.isPresent() && Column.of(sort.get()).isEmpty()) {
            throw new IllegalArgumentException("'" + sort.get() + "' is no column to sort by");
        }
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("offset " + offset + " must not be negative, and limit " + limit + " must be 1 to " + MOST);
        }
    }

    /**
     * The query that an address asks for by its parameters {@code filter}, {@code sort}, {@code descending}, {@code offset} and {@code limit}.
     *
     * @throws IllegalArgumentException that says in one sentence what is wrong
     */
    public static TrialQuery of(Function<String, Optional<String>> parameters) {
        return new TrialQuery(
                parameters.apply("filter").orElse(""),
                parameters.apply("sort"),
                parameters.apply("descending").filter("true"::equals).isPresent(),
                number(parameters, "offset", 0),
                number(parameters, "limit", USUAL));
    }

    /** A parameter that is a whole number from 0, or {@code otherwise} where it is not given. */
    public static int number(Function<String, Optional<String>> parameters, String name, int otherwise) {
        Optional<String> text = parameters.apply(name);
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + " '" + text.get() + "' is not a whole number from 0");
        }
        return text.map(Integer::parseInt).orElse(otherwise);
    }

    /** How many trials pass the filter, and those of the page. */
    record Page(int total, List<TrialRow> rows) {}

    /** The trials that pass the filter, in the wanted order. */
    TrialRow[] kept(List<TrialRow> all) {
        TrialRow[] kept = all.stream().filter(TrialFilter.parse(filter)).toArray(TrialRow[]::new);
        sort.flatMap(Column::of).ifPresent(column -> order(kept, column));
        return kept;
    }

    Page of(List<TrialRow> all) {
        TrialRow[] kept = kept(all);
        int from = Math.min(offset, kept.length);
        return new Page(kept.length, List.of(Arrays.copyOfRange(kept, from, Math.min(kept.length, from + limit))));
    }

    private record Keyed(TrialRow row, double number, String text) {}

    /** Texts after numbers, missing ones last; equal ones stay in their order. */
    private void order(TrialRow[] rows, Column column) {
        Keyed[] keyed = new Keyed[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keyed[i] = new Keyed(rows[i], column.number(rows[i]), column.text(rows[i]));
        }
        Comparator<Keyed> byValue = (a, b) -> a.text != null || b.text != null ? text(a, b) : Double.compare(a.number, b.number);
        Comparator<Keyed> wanted = descending ? byValue.reversed() : byValue;
        Arrays.sort(keyed, (a, b) -> isMissing(a) || isMissing(b) ? Boolean.compare(isMissing(a), isMissing(b)) : wanted.compare(a, b));
        for (int i = 0; i < rows.length; i++) {
            rows[i] = keyed[i].row;
        }
    }

    private static int text(Keyed a, Keyed b) {
        return a.text == null ? -1 : b.text == null ? 1 : a.text.compareToIgnoreCase(b.text);
    }

    private static boolean isMissing(Keyed key) {
        return key.text == null && Double.isNaN(key.number);
    }
}
