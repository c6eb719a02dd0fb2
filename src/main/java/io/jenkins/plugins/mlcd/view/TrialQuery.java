package io.jenkins.plugins.mlcd.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
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
        TrialRow[] kept = all.stream().filter(TrialFilter.parse(filter)).toArray(TrialRow[]::new);
        int to = Math.min(kept.length, offset + limit);
        if (sort.isPresent()) {
            first(kept, Column.of(sort.get()).orElseThrow(), to);
        }
        int from = Math.min(offset, to);
        return new Page(kept.length, List.of(Arrays.copyOfRange(kept, from, to)));
    }

    /** Puts the first {@code count} in order; what comes after them is nobody's to see. To order all takes ten times as long. */
    private void first(TrialRow[] rows, Column column, int count) {
        if (count > rows.length / 4) {
            order(rows, column);
            return;
        }
        Comparator<Keyed> order = comparator();
        PriorityQueue<Keyed> best = new PriorityQueue<>(Math.max(1, count), order.reversed());
        for (int i = 0; i < rows.length && count > 0; i++) {
            Keyed keyed = new Keyed(rows[i], i, column.number(rows[i]), column.text(rows[i]));
            if (best.size() < count) {
                best.add(keyed);
            } else if (order.compare(keyed, best.peek()) < 0) {
                best.poll();
                best.add(keyed);
            }
        }
        for (int i = best.size() - 1; i >= 0; i--) {
            rows[i] = best.poll().row;
        }
    }

    private record Keyed(TrialRow row, int place, double number, String text) {}

    private void order(TrialRow[] rows, Column column) {
        Keyed[] keyed = new Keyed[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keyed[i] = new Keyed(rows[i], i, column.number(rows[i]), column.text(rows[i]));
        }
        Arrays.sort(keyed, comparator());
        for (int i = 0; i < rows.length; i++) {
            rows[i] = keyed[i].row;
        }
    }

    /** Texts after numbers, missing ones last; equal ones stay in their order. */
    private Comparator<Keyed> comparator() {
        int sign = descending ? -1 : 1;
        return (a, b) -> {
            int order = isMissing(a) || isMissing(b) ? Boolean.compare(isMissing(a), isMissing(b))
                    : sign * (a.text != null || b.text != null ? text(a, b) : Double.compare(a.number, b.number));
            return order != 0 ? order : Integer.compare(a.place, b.place);
        };
    }

    private static int text(Keyed a, Keyed b) {
        return a.text == null ? -1 : b.text == null ? 1 : a.text.compareToIgnoreCase(b.text);
    }

    private static boolean isMissing(Keyed key) {
        return key.text == null && Double.isNaN(key.number);
    }
}
