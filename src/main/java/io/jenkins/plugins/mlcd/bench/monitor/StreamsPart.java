package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.bench.monitor.EqualFalseAlarms.Outcome;
import io.jenkins.plugins.mlcd.bench.monitor.StreamDetector.Family;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many rows after a drift it is seen, by our detector and MOA's, on the same streams: with the settings that each comes with, and at equal
 * false alarms. No detector knows a validation set; each sees 5,000 rows before the drift, of
 * which ours takes the first 1,000 as its reference.
 */
public final class StreamsPart implements MonitorPart {

    private static final int RUNS = 200;

    /** Of the runs may have a false alarm before the drift, at equal false alarms. */
    private static final double SHARE = 0.05;

    /** A run length at which a false alarm in the 5,000 rows before the drift has a chance of at most half a percent. */
    private static final double RARE = 1_000_000;

    /** Half a percent, and two standard errors of 200 runs. */
    private static final double RARE_SHARE = 0.015;

    private static final int PURPOSE = 500;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public void run(MonitorOptions options, PrintWriter out, Aims aims) throws IOException {
        int number = 0;
        for (DriftStream stream : streams(options, out)) {
            EqualFalseAlarms runs = new EqualFalseAlarms(stream, options.scaled(RUNS), options.random(PURPOSE + number));
            settings(stream, runs, out, aims);
            equal(stream, runs, out, aims);
            number++;
        }
    }

    private static List<DriftStream> streams(MonitorOptions options, PrintWriter out) throws IOException {
        List<DriftStream> streams = new ArrayList<>(List.of(
                new ErrorRateStream("errors 10 % to 20 %", 0.1, 0.2, 5_000, 0, 4_000),
                new ErrorRateStream("errors 10 % to 20 % over 2,000 rows", 0.1, 0.2, 5_000, 2_000, 4_000),
                new ErrorRateStream("errors 1 % to 3 %", 0.01, 0.03, 5_000, 0, 4_000),
                new SeaStream(options.random(PURPOSE - 1))));
        streams.addAll(new Digits(options.digits()).streams(options.random(PURPOSE - 2)));
        if (options.flights().filter(Files::isRegularFile).isPresent()) {
            streams.add(new FlightsStream(options.flights().get(), options.random(PURPOSE - 3)));
        } else {
            out.println("left out: real flights, which npm pack vega-datasets@2.7.0 has as package/data/flights-3m.csv (--flights FILE)");
        }
        return streams;
    }

    /** At the settings that each comes with; ours at a run length as rare as ADWIN's alarms are, too. */
    private static void settings(DriftStream stream, EqualFalseAlarms runs, PrintWriter out, Aims aims) {
        Table table = new Table(stream.name() + "; as each comes", "setting", "runs with a false alarm", "delay, rows", "missed");
        row(table, StreamDetectors.OURS, runs.with(StreamDetectors.OURS.own(), StreamDetectors.OURS));
        Outcome rare = runs.with(RARE, StreamDetectors.OURS);
        row(table, StreamDetectors.OURS, rare);
        for (Family family : StreamDetectors.PEERS) {
            Outcome peer = runs.with(family.own(), family);
            row(table, family, peer);
            if (family == StreamDetectors.ADWIN) {
                aims.atMost("stream_delay_to_ADWIN_as_it_comes_" + word(stream), rare.delay() / peer.delay(), 1);
            }
        }
        table.print(out);
        aims.atMost("stream_false_alarms_at_run_length_1000000_" + word(stream), rare.falseAlarms(), RARE_SHARE);
    }

    private static String word(DriftStream stream) {
        return stream.name().replace(" %", "pc").replaceAll("[^A-Za-z0-9]+", "_");
    }

    private static void equal(DriftStream stream, EqualFalseAlarms runs, PrintWriter out, Aims aims) {
        Table table = new Table(stream.name() + "; equal false alarms", "setting", "runs with a false alarm", "delay, rows", "missed");
        Outcome ours = runs.at(SHARE, StreamDetectors.OURS);
        row(table, StreamDetectors.OURS, ours);
        double best = Double.POSITIVE_INFINITY;
        for (Family family : StreamDetectors.PEERS) {
            Outcome peer = runs.at(SHARE, family);
            row(table, family, peer);
            best = peer.falseAlarms() <= SHARE ? Math.min(best, peer.delay()) : best;
        }
        StreamDetectors.OTHERS.forEach(family -> row(table, family, runs.at(SHARE, family)));
        table.print(out);
        aims.atMost("stream_delay_to_best_of_ADWIN_DDM_KSWIN_" + word(stream), ours.delay() / best, 1);
        aims.atMost("stream_false_alarms_" + word(stream), ours.falseAlarms(), SHARE);
    }

    private static void row(Table table, Family family, Outcome outcome) {
        table.row(family.name(), outcome.knob(), percent(outcome.falseAlarms()), outcome.delay(), percent(outcome.missed()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
