package io.jenkins.plugins.mlcd.agent.replay;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What came of a replay so far. Thread-safe. */
public final class ReplayFigures {

    private static final long MAX_MICROS = 120_000_000;

    private final Histogram micros = new Histogram(MAX_MICROS, 3);
    private final Map<String, long[]> byModel = new TreeMap<>();
    private long sent;
    private long ok;
    private long failed;
    private long feedbackLost;
    private String lastFailure = "";

    synchronized void sent() {
        sent++;
    }

    synchronized void answered(String model, double millis, boolean labelled, boolean right) {
        ok++;
        micros.recordValue(Math.min(MAX_MICROS, Math.max(0, Math.round(millis * 1_000))));
        long[] figures = byModel.computeIfAbsent(model, name -> new long[3]);
        figures[0]++;
        figures[1] += labelled ? 1 : 0;
        figures[2] += right ? 1 : 0;
    }

    synchronized void failed(String why) {
        failed++;
        lastFailure = why == null ? "" : why;
    }

    synchronized void feedbackLost() {
        feedbackLost++;
    }

    public synchronized long answered() {
        return ok;
    }

    public synchronized long failures() {
        return failed;
    }

    /** Sent, ok and failed requests, latency p50 and p99, and for each model its requests and its accuracy on labelled samples. */
    public synchronized String summary() {
        String models = byModel.entrySet().stream()
                .map(model -> ", " + model.getKey() + " " + model.getValue()[0] + accuracy(model.getValue()[1], model.getValue()[2]))
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, "sent %d, ok %d, failed %d, p50 %.1f ms, p99 %.1f ms%s%s%s", sent, ok, failed,
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3, models,
                feedbackLost == 0 ? "" : ", labels lost " + feedbackLost,
                failed == 0 ? "" : ", last failure: " + lastFailure);
    }

    private static String accuracy(long labelled, long right) {
        return labelled == 0 ? "" : String.format(Locale.ROOT, " (%.1f%% right)", 100.0 * right / labelled);
    }
}
