package io.jenkins.plugins.mlcd.sweep;

import org.apache.commons.numbers.gamma.Erfc;

/** The distribution function of the standard normal distribution from a table, linear between its points: off by less than 1e-7. */
final class NormalTable {

    private static final double END = 8;
    private static final int PER_UNIT = 1000;
    private static final double[] VALUES = values();

    private NormalTable() {}

    private static double[] values() {
        double[] values = new double[(int) (2 * END * PER_UNIT) + 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = Erfc.value(-((double) i / PER_UNIT - END) / Math.sqrt(2)) / 2;
        }
        return values;
    }

    /** The probability of a value of at most {@code z}. */
    static double below(double z) {
        if (z <= -END) {
            return 0;
        }
        if (z >= END) {
            return 1;
        }
        double place = (z + END) * PER_UNIT;
        int index = (int) place;
        return VALUES[index] + (place - index) * (VALUES[index + 1] - VALUES[index]);
    }
}
