package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.BenjaminiHochberg;
import io.jenkins.plugins.mlcd.stats.Difference;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Proportions;
import io.jenkins.plugins.mlcd.stats.TwoProportions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the slices on which the candidate is significantly worse than on the rest. Every value of a field is compared with all other
 * values; a pair of values is compared with the rest of either, and is found only when it is worse than both, because otherwise it says
 * nothing that one field alone does not say. The p-values are corrected by Benjamini and Hochberg's method: of what is found, at most
 * {@code 1 - confidence} is expected to be chance, and where no slice is worse, that is the chance of finding any.
 */
final class SliceDiscovery {

    /** A field of more different numbers than these is cut into bins. */
    private static final int FEW_NUMBERS = 20;

    private static final int BINS = 5;

    private static final int SHOWN = 10;

    private final SliceCounts counts;
    private final double confidence;
    private final long minSamples;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private record Candidate(String name, Cell cell, Cell rest, double pValue) {}

    private SliceDiscovery(SliceCounts counts, double confidence, long minSamples) {
        this.counts = counts;
        this.confidence = confidence;
        this.minSamples = minSamples;
    }

    /**
     * @param confidence in (0.5, 1)
     * @param minSamples a slice of fewer samples, or one that leaves fewer for the rest, is not looked at
     */
    static Slices find(SliceCounts counts, double confidence, long minSamples) {
        return new SliceDiscovery(counts, confidence, minSamples).find();
    }

    private Slices find() {
        List<Column> columns = counts.fields();
        columns.forEach(this::field);
        for (int a = 0; a < columns.size(); a++) {
            for (int b = a + 1; b < columns.size(); b++) {
                if (counts.paired(a, b)) {
                    pairs(columns, a, b);
                }
            }
        }
        if (counts.columns().overflowed()) {
            leftOut.add("all fields after the first " + Columns.MAX);
        }
        double[] adjusted = BenjaminiHochberg.adjust(candidates.stream().mapToDouble(Candidate::pValue).toArray());
        List<SliceFinding> found = IntStream.range(0, adjusted.length)
                .filter(i -> adjusted[i] <= 1 - confidence)
                .mapToObj(i -> finding(candidates.get(i), adjusted[i]))
                .sorted(Comparator.comparingDouble((SliceFinding finding) -> -finding.gap().low()))
                .toList();
        List<SliceFinding> shown = found.subList(0, Math.min(SHOWN, found.size()));
        return new Slices(candidates.size(), fields, leftOut, shown, found.size() - shown.size());
    }

    private void field(Column column) {
        boolean numeric = counts.numeric(column);
        if (numeric && (column.values().overflowed() || column.values().size() > FEW_NUMBERS)) {
            fields.add(column.name());
            counts.bins(column, BINS).forEach(bin -> compare(name(column, bin), bin.cell(), counts.all()));
        } else if (column.values().overflowed()) {
            leftOut.add(column.name() + " (more than " + Dictionary.MAX_VALUES + " values)");
        } else {
            fields.add(column.name());
            for (int code = 0; code < column.values().size(); code++) {
                compare(name(column, code), counts.value(column, code), counts.all());
            }
        }
    }

    private static String name(Column column, int code) {
        return column.name() + ":" + column.values().value(code);
    }

    private static String name(Column column, NumberCells.Bin bin) {
        if (bin.from() == Double.NEGATIVE_INFINITY) {
            return column.name() + " < " + number(bin.to());
        }
        return bin.to() == Double.POSITIVE_INFINITY
                ? column.name() + " >= " + number(bin.from())
                : column.name() + " " + number(bin.from()) + " to " + number(bin.to());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** Compares {@code cell} with what {@code whole} holds besides. */
    private void compare(String name, Cell cell, Cell whole) {
        Cell rest = whole.minus(cell);
        if (cell.samples() >= minSamples && rest.samples() >= minSamples) {
            candidates.add(new Candidate(name, cell, rest, below(cell, rest)));
        }
    }

    private void pairs(List<Column> columns, int a, int b) {
        Column first = columns.get(a);
        Column second = columns.get(b);
        for (int i = 0; i < first.values().size(); i++) {
            for (int j = 0; j < second.values().size(); j++) {
                Cell cell = counts.pair(a, i, b, j);
                Cell besideFirst = counts.value(first, i).minus(cell);
                Cell besideSecond = counts.value(second, j).minus(cell);
                if (Math.min(cell.samples(), Math.min(besideFirst.samples(), besideSecond.samples())) >= minSamples) {
                    double pValue = Math.max(below(cell, besideFirst), below(cell, besideSecond));
                    Cell rest = besideFirst.samples() > besideSecond.samples() ? besideFirst : besideSecond;
                    candidates.add(new Candidate(name(first, i) + "&" + name(second, j), cell, rest, pValue));
                }
            }
        }
    }

    private static double below(Cell cell, Cell rest) {
        return TwoProportions.belowPValue(cell.right(), cell.samples(), rest.right(), rest.samples());
    }

    private SliceFinding finding(Candidate candidate, double pValue) {
        double coverage = 2 * confidence - 1;
        Cell cell = candidate.cell();
        Cell rest = candidate.rest();
        Interval interval = Proportions.wilson(cell.right(), cell.samples(), coverage);
        Interval gap = Difference.interval(
                rest.accuracy(), Proportions.wilson(rest.right(), rest.samples(), coverage), cell.accuracy(), interval);
        OptionalDouble other = counts.both() ? OptionalDouble.of((double) cell.baselineRight() / cell.samples()) : OptionalDouble.empty();
        return new SliceFinding(candidate.name(), cell.samples(), cell.accuracy(), interval, rest.accuracy(), gap, other, pValue);
    }
}
