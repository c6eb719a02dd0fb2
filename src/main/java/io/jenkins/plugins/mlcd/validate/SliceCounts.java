package io.jenkins.plugins.mlcd.validate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts right and wrong answers for every value of every field of the predictions, and for the pairs of values of the first fields
 * that have few. The memory that it takes does not grow with the number of samples.
 */
final class SliceCounts {

    /** Of so many fields, those that were met first, all pairs are counted. */
    static final int PAIRED_FIELDS = 8;

    /** A field with more values than these is not paired. */
    static final int PAIRED_VALUES = 50;

    private static final int PAIR_CELLS = PAIRED_VALUES * PAIRED_VALUES;

    private final Columns columns;
    private final long[][] values = new long[Columns.MAX][];
    private final NumberCells[] numbers = new NumberCells[Columns.MAX];
    private final long[][] pairs = new long[PAIRED_FIELDS * PAIRED_FIELDS][];
    private final int[] paired = new int[PAIRED_FIELDS];
    private boolean both;
    private long samples;
    private long right;
    private long baselineRight;

    SliceCounts(Columns columns) {
        this.columns = columns;
    }

    void candidate(Row row) {
        add(row, row.right() ? 1 : 0, 0);
    }

    void pair(Row candidate, Row baseline) {
        both = true;
        add(candidate, candidate.right() ? 1 : 0, baseline.right() ? 1 : 0);
    }

    private void add(Row row, int mine, int other) {
        samples++;
        right += mine;
        baselineRight += other;
        int fields = 0;
        for (int column = 0; column < columns.size(); column++) {
            if (column == Columns.PREDICTION || columns.get(column).figure()) {
                continue;
            }
            int code = row.code(column);
            if (code >= 0) {
                Cell.add(cells(column, code), code, 1, mine, other);
            }
            double number = row.number(column);
            if (Double.isFinite(number)) {
                numbers(column).add(number, mine, other);
            }
            if (fields < PAIRED_FIELDS) {
                paired[fields++] = code < PAIRED_VALUES ? code : -1;
            }
        }
        pair(fields, mine, other);
    }

    private void pair(int fields, int mine, int other) {
        for (int a = 0; a < fields; a++) {
            for (int b = a + 1; paired[a] >= 0 && b < fields; b++) {
                if (paired[b] >= 0) {
                    int pair = a * PAIRED_FIELDS + b;
                    if (pairs[pair] == null) {
                        pairs[pair] = new long[Cell.FIGURES * PAIR_CELLS];
                    }
                    Cell.add(pairs[pair], paired[a] * PAIRED_VALUES + paired[b], 1, mine, other);
                }
            }
        }
    }

    private long[] cells(int column, int code) {
        long[] cells = values[column];
        if (cells == null || cells.length <= Cell.FIGURES * code) {
            int room = Math.max(16, 2 * (code + 1));
            cells = cells == null ? new long[Cell.FIGURES * room] : Arrays.copyOf(cells, Cell.FIGURES * room);
            values[column] = cells;
        }
        return cells;
    }

    private NumberCells numbers(int column) {
        if (numbers[column] == null) {
            numbers[column] = new NumberCells();
        }
        return numbers[column];
    }

    /** Whether a baseline was counted, too. */
    boolean both() {
        return both;
    }

    Columns columns() {
        return columns;
    }

    Cell all() {
        return new Cell(samples, right, baselineRight);
    }

    /** The fields that divide samples: neither predictions nor figures. */
    List<Column> fields() {
        return IntStream.range(0, columns.size())
                .mapToObj(columns::get)
                .filter(column -> column.index() != Columns.PREDICTION && !column.figure())
                .toList();
    }

    /** What was counted of a field's value. */
    Cell value(Column column, int code) {
        long[] cells = values[column.index()];
        return cells == null || cells.length <= Cell.FIGURES * code ? Cell.NONE : Cell.of(cells, code);
    }

    /** Whether the field has only ever been a number. */
    boolean numeric(Column column) {
        return numbers[column.index()] != null;
    }

    List<NumberCells.Bin> bins(Column column, int wanted) {
        return numbers[column.index()].bins(wanted);
    }

    /** Whether two of {@link #fields()}, by their place there, were counted together. */
    boolean paired(int a, int b) {
        List<Column> fields = fields();
        return b < PAIRED_FIELDS && pairs[a * PAIRED_FIELDS + b] != null && few(fields.get(a)) && few(fields.get(b));
    }

    private static boolean few(Column column) {
        return !column.values().overflowed() && column.values().size() <= PAIRED_VALUES;
    }

    Cell pair(int a, int codeA, int b, int codeB) {
        return Cell.of(pairs[a * PAIRED_FIELDS + b], codeA * PAIRED_VALUES + codeB);
    }
}
