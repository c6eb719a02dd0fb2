package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.Arrays;
import java.util.Random;

/**
 * KSWIN, after its paper (C. Raab, M. Heusinger and F.-M. Schleif, Reactive soft prototype computing for concept drift streams,
 * Neurocomputing 416, 2020): the last 30 of a window of 100 values against as many drawn from the rest of it, by the
 * Kolmogorov-Smirnov distance, which alarms above {@code sqrt(-ln(alpha) / 30)}. MOA's releases up to 2024.07 do not have it.
 */
final class Kswin implements StreamDetector {

    private static final int WINDOW = 100;
    private static final int RECENT = 30;

    private final double limit;
    private final Random random = new Random(1);
    private final double[] window = new double[WINDOW];
    private int seen;

    Kswin(double alpha) {
        limit = Math.sqrt(-Math.log(alpha) / RECENT);
    }

    @Override
    public boolean alarms(int level, double value) {
        System.arraycopy(window, 1, window, 0, WINDOW - 1);
        window[WINDOW - 1] = value;
        seen++;
        if (seen < WINDOW) {
            return false;
        }
        double[] recent = Arrays.copyOfRange(window, WINDOW - RECENT, WINDOW);
        return distance(recent, drawn()) > limit;
    }

    /** Without replacement. */
    private double[] drawn() {
        double[] older = Arrays.copyOf(window, WINDOW - RECENT);
        for (int i = 0; i < RECENT; i++) {
            int other = i + random.nextInt(older.length - i);
            double swapped = older[i];
            older[i] = older[other];
            older[other] = swapped;
        }
        return Arrays.copyOf(older, RECENT);
    }

    private static double distance(double[] one, double[] other) {
        Arrays.sort(one);
        Arrays.sort(other);
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < one.length && j < other.length) {
            double x = Math.min(one[i], other[j]);
            while (i < one.length && one[i] <= x) {
                i++;
            }
            while (j < other.length && other[j] <= x) {
                j++;
            }
            largest = Math.max(largest, Math.abs(i / (double) one.length - j / (double) other.length));
        }
        return largest;
    }
}
