package io.jenkins.plugins.mlcd.agent.evaluate;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * How long single predictions take, in milliseconds.
 *
 * @param p50 half of the predictions are as fast
 * @param p99 99 of 100 are as fast
 */
public record Latency(double p50, double p99) {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 1000;
    private static final int DIGITS = 3;
    private static final double NANOS = 1e6;

    /**
     * Predicts samples of {@code part} one by one, over again when they are few: first 300 that are not counted, because the first ones
     * pay for compilation and caches, then 1,000 that are.
     *
     * @param nanos a clock in nanoseconds
     */
    public static Latency of(Predictor model, Part part, LongSupplier nanos) {
        List<Part.Sample> samples = part.samples();
        Histogram histogram = new Histogram(DIGITS);
        for (int i = -WARM_UP; i < MEASURED; i++) {
            float[][] one = {samples.get(Math.floorMod(i, samples.size())).input()};
            long start = nanos.getAsLong();
            model.predict(one);
            if (i >= 0) {
                histogram.recordValue(nanos.getAsLong() - start);
            }
        }
        return new Latency(histogram.getValueAtPercentile(50) / NANOS, histogram.getValueAtPercentile(99) / NANOS);
    }
}
