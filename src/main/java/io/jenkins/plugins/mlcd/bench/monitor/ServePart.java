package io.jenkins.plugins.mlcd.bench.monitor;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.bench.Aims;
import io.jenkins.plugins.mlcd.bench.Table;
import io.jenkins.plugins.mlcd.bench.proxy.WireLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What watching a served model costs: requests per second with capture on beside capture off, and beside the model alone in a loop. The servers take
 * turns, first the one and then the other, so that what else the machine does hits both.
 */
public final class ServePart implements MonitorPart {

    /** Many short turns: what else the machine does changes from second to second. */
    private static final int PAIRS = 100;

    private static final int REQUESTS = 400;
    private static final int CLIENTS = 16;

    /** Before the first turn, so that the compiler is done with both. */
    private static final int WARM_UP = 8_000;

    private static final double BARE_SECONDS = 0.1;
    private static final double LEAST_RATIO = 0.9;
    private static final double MOST_DROPPED = 0.001;
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What came of one turn. */
    private record Turn(WireLoad.Outcome outcome, double cpuSeconds) {

        /** Of clients, server and recorder together. */
        double cpuEach() {
            return cpuSeconds / outcome.answered;
        }
    }

    /** All turns of one of those that take them. */
    private static final class Runs {
        private final List<Double> cpuEach = new ArrayList<>();
        private final List<Double> perSecond = new ArrayList<>();
        private final Histogram nanos = new Histogram(3);
        private long answered;
        private long failed;

        void add(Turn turn) {
            WireLoad.Outcome outcome = turn.outcome;
            cpuEach.add(turn.cpuEach());
            perSecond.add(outcome.perSecond());
            nanos.add(outcome.nanos);
            answered += outcome.answered;
            failed += outcome.failed;
        }

        double median() {
            return ServePart.median(perSecond);
        }

        Object[] row(String name, double share) {
            return new Object[] {name, median(), nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6,
                ServePart.median(cpuEach) * 1e6, share};
        }
    }

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public void run(MonitorOptions options, PrintWriter out, Aims aims) throws Exception {
        Path directory = Files.createTempDirectory("mlcd-bench-serve");
        try (BenchServer off = BenchServer.start(directory.resolve("off"), false);
                BenchServer on = BenchServer.start(directory.resolve("on"), true)) {
            measure(off, on, options, out, aims);
        } finally {
            delete(directory);
        }
    }

    private static void measure(BenchServer off, BenchServer on, MonitorOptions options, PrintWriter out, Aims aims) throws Exception {
        round(off, options.scaled(WARM_UP));
        round(on, options.scaled(WARM_UP));
        double before = on.captured();
        int pairs = options.scaled(PAIRS);
        Runs without = new Runs();
        Runs with = new Runs();
        List<Double> ratios = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            alone.add(bare(off.model(), 1, BARE_SECONDS));
            together.add(bare(off.model(), CLIENTS, BARE_SECONDS));
            boolean offFirst = pair % 2 == 0;
            Turn first = round(offFirst ? off : on, REQUESTS);
            Turn second = round(offFirst ? on : off, REQUESTS);
            Turn plain = offFirst ? first : second;
            Turn captured = offFirst ? second : first;
            without.add(plain);
            with.add(captured);
            ratios.add(captured.outcome.perSecond() / plain.outcome.perSecond());
            costs.add(plain.cpuEach() / captured.cpuEach());
        }
        double bare = median(alone);
        double batched = median(together);
        new Table(CLIENTS + " clients, 784 values a request", "requests/s", "p50 ms", "p99 ms", "CPU us a request", "to the model alone")
                .row("model alone, one at a time", bare, "", "", "", 1.0)
                .row("model alone, " + CLIENTS + " at a time", batched, "", "", "", batched / bare)
                .row(without.row("served, capture off", without.median() / bare))
                .row(with.row("served, capture on", with.median() / bare))
                .print(out);
        double dropped = on.dropped() / with.answered;
        new Table("capture on to off, in pairs", "requests/s", "requests per CPU second")
                .row("median of " + pairs, median(ratios), median(costs))
                .row("least", Collections.min(ratios), Collections.min(costs))
                .row("largest", Collections.max(ratios), Collections.max(costs))
                .print(out);
        new Table("of the predictions", "share").row("captured", (on.captured() - before) / with.answered).row("left out by profile or capture", dropped).print(out);
        aims.atLeast("serve_capture_on_to_off", median(ratios), LEAST_RATIO);
        aims.atMost("serve_left_out_share", dropped, MOST_DROPPED);
        aims.atMost("serve_failed_requests", without.failed + with.failed, 0);
    }

    /** The clients, the server and its recorder use all cores; what others use of the machine shows in the time, but not in the time of its CPUs. */
    private static Turn round(BenchServer server, int requests) throws IOException, InterruptedException {
        long cpu = SYSTEM.getProcessCpuTime();
        WireLoad.Outcome outcome = new WireLoad(server.port(), CLIENTS, WireLoad.request()).run((soFar, canary) -> soFar.answered + soFar.failed < requests);
        server.settle();
        return new Turn(outcome, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    /** Inputs per second that the model predicts, {@code size} at a time. */
    private static double bare(Predictor model, int size, double seconds) {
        float[][] inputs = new float[size][model.description().input().values()];
        long start = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            model.predict(inputs);
            done += size;
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
