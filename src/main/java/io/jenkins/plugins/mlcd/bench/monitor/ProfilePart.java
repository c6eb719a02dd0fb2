package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.profile.QuantileSketch;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * What a profile costs: values a second of a core, beside sketches alone on the same values in the same run, and memory by the number of
 * values. A profile has everything that it has in production: moments, covariances, distinct values, confidence and predictions.
 */
public final class ProfilePart implements MonitorPart {

    private static final int ROWS = 200_000;
    private static final int FEATURES = 20;
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;
    private static final double LEAST_RATIO = 0.7;
    private static final double LEAST_CELLS = 20e6;

    /** Kept so that no work is left out as useless. */
    private double kept;

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public void run(MonitorOptions options, PrintWriter out, Aims aims) {
        SampleTable table = SampleTable.of(options.scaled(ROWS), FEATURES, 0, options.random(0));
        double[] seconds = CoreTime.medians(ROUNDS, WARM_UP,
                () -> sketches(table, ProfilePart::addOneByOne),
                () -> sketches(table, ProfilePart::addArray),
                () -> columns(table),
                () -> rows(table));
        double cells = (double) table.rows() * FEATURES;
        String[] what = {"KLL sketches alone, value by value", "KLL sketches alone, by arrays", "profile, by columns", "profile, row by row"};
        Table figures = new Table(FEATURES + " features, " + table.rows() + " rows", "million cells/s a core", "ratio to KLL alone");
        for (int i = 0; i < what.length; i++) {
            figures.row(what[i], cells / seconds[i] / 1e6, seconds[0] / seconds[i]);
        }
        figures.print(out);
        aims.atLeast("profile_columns_to_kll", seconds[0] / seconds[2], LEAST_RATIO);
        aims.atLeast("profile_rows_to_kll", seconds[0] / seconds[3], LEAST_RATIO);
        aims.atLeast("profile_cells_per_second_per_core", cells / seconds[2], LEAST_CELLS);
        new ProfileMemory(options).print(out, aims);
        out.println("checksum " + kept);
    }

    private record Column(KllDoublesSketch sketch, double[] values) {}

    private void sketches(SampleTable table, Consumer<Column> way) {
        for (double[] values : table.columns()) {
            KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
            way.accept(new Column(sketch, values));
            kept += sketch.getN();
        }
    }

    private static void addOneByOne(Column column) {
        for (double value : column.values) {
            column.sketch.update(value);
        }
    }

    private static void addArray(Column column) {
        column.sketch.update(column.values, 0, column.values.length);
    }

    private void columns(SampleTable table) {
        ProfileBuilder builder = new ProfileBuilder(table.names());
        builder.addColumns(table.columns(), new String[0][], Optional.of(table.predictions()), Optional.of(table.confidence()), table.rows());
        kept += builder.samples();
    }

    private void rows(SampleTable table) {
        ProfileBuilder builder = new ProfileBuilder(table.names());
        double[] row = new double[FEATURES];
        for (int r = 0; r < table.rows(); r++) {
            for (int i = 0; i < FEATURES; i++) {
                row[i] = table.columns()[i][r];
            }
            builder.add(row, table.predictions()[r], table.confidence()[r]);
        }
        kept += builder.samples();
    }
}
