package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What retraining is worth on streams that drift: never, by the calendar, and when our detector sees errors rise. It is held against the calendar with
 * the fewest retrains, of those tried, that is as accurate.
 */
public final class RetrainPart implements MonitorPart {

    private static final int STREAMS = 10;
    private static final int PURPOSE = 600;
    private static final double RUN_LENGTH = 20_000;

    /** Accuracies that are no further apart are the same, in practice: a thousandth. */
    private static final double SAME = 0.001;

    private static final double HALF = 0.5;

    /** Rows that the calendar trains on, the least that drift trains on, and rows after a training in which drift does not train. */
    private static final int WINDOW = 1_000;

    private static final int LEAST = 100;
    private static final int COOLDOWN = 300;

    @Override
    public String name() {
        return "retrain";
    }

    @Override
    public void run(MonitorOptions options, PrintWriter out, Aims aims) throws IOException {
        List<RetrainStream> sea = new ArrayList<>();
        List<RetrainStream> digits = new ArrayList<>();
        RetrainStream.Featured featured = RetrainStream.Featured.of(new Digits(options.digits()), options.random(PURPOSE - 1));
        for (int i = 0; i < options.scaled(STREAMS); i++) {
            sea.add(RetrainStream.sea(options.random(PURPOSE + i)));
            digits.add(RetrainStream.digits(featured, options.random(PURPOSE + STREAMS + i)));
        }
        compare("SEA", sea, List.of(500, 1_000, 2_000, 4_000, 8_000), 8_000, out, aims);
        compare("digits", digits, List.of(250, 500, 1_000, 2_000), 4_000, out, aims);
    }

    private static void compare(String word, List<RetrainStream> streams, List<Integer> periods, int most, PrintWriter out, Aims aims) {
        Table table = new Table(streams.get(0).name(), "accuracy", "retrains");
        RetrainRun.Outcome never = row(table, "never (no change)", streams, RetrainPolicy::never);
        List<RetrainRun.Outcome> calendar = new ArrayList<>();
        for (int period : periods) {
            calendar.add(row(table, "every " + period + " rows", streams, () -> RetrainPolicy.every(period, WINDOW)));
        }
        RetrainRun.Outcome triggered = row(table, "when errors rise", streams, () -> RetrainPolicy.onDrift(RUN_LENGTH, LEAST, most, COOLDOWN));
        table.print(out);
        double needed = calendar.stream()
                .filter(outcome -> outcome.accuracy() >= triggered.accuracy() - SAME)
                .mapToDouble(RetrainRun.Outcome::retrains)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double best = calendar.stream().mapToDouble(RetrainRun.Outcome::accuracy).max().orElse(0);
        out.printf(Locale.ROOT, Double.isInfinite(needed) ? "no calendar is as accurate; " : "a calendar of %.0f retrains is as accurate; ", needed);
        out.printf(Locale.ROOT, "the best is at %.4f, when errors rise %.4f%n%n", best, triggered.accuracy());
        aims.atMost("retrains_to_those_of_the_calendar_for_the_same_accuracy_" + word, triggered.retrains() / needed, HALF);
        aims.atLeast("retrain_accuracy_above_never_" + word, triggered.accuracy() - never.accuracy(), SAME);
    }

    private static RetrainRun.Outcome row(Table table, String policy, List<RetrainStream> streams, Supplier<RetrainPolicy> made) {
        double accuracy = 0;
        double retrains = 0;
        for (RetrainStream stream : streams) {
            RetrainRun.Outcome outcome = RetrainRun.of(stream, made.get());
            accuracy += outcome.accuracy() / streams.size();
            retrains += outcome.retrains() / streams.size();
        }
        table.row(policy, accuracy, retrains);
        return new RetrainRun.Outcome(accuracy, retrains);
    }
}
