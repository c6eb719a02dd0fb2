package io.jenkins.plugins.mlcd.bench.monitor;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Seconds of a core that work takes on the calling thread: what else the machine does counts little. */
final class CoreTime {

    private CoreTime() {}

    static double of(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }

    /** The median seconds of each work, run in turn so that a slow moment of the machine meets all of them; the first {@code warmUp} rounds do not count. */
    static double[] medians(int rounds, int warmUp, Runnable... works) {
        double[][] seconds = new double[works.length][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < works.length; i++) {
                double taken = of(works[i]);
                if (round >= 0) {
                    seconds[i][round] = taken;
                }
            }
        }
        return Arrays.stream(seconds).mapToDouble(times -> Arrays.stream(times).sorted().toArray()[rounds / 2]).toArray();
    }
}
