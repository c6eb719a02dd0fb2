package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.random.RandomGenerator;

/**
 * Errors at a rate that rises.
 *
 * @param change rows before the drift
 * @param ramp rows over which the rate rises; 0 when it rises at once
 * @param after rows from the drift on
 */
record ErrorRateStream(String name, double from, double to, int change, int ramp, int after) implements DriftStream {

    @Override
    public Rows draw(RandomGenerator random) {
        boolean[] errors = new boolean[change + after];
        for (int i = 0; i < errors.length; i++) {
            double share = i < change ? 0 : ramp == 0 ? 1 : Math.min(1, (i - change + 1.0) / ramp);
            errors[i] = random.nextDouble() < from + share * (to - from);
        }
        return Rows.of(errors);
    }
}
