package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Made-up samples column by column, of kinds that real tables have: bells, long tails, counts, flags and few different values. */
record SampleTable(double[][] columns, String[] predictions, double[] confidence) {

    private static final int KINDS = 5;
    private static final int CLASSES = 10;

    /** @param shift by which the mean of the first column differs, in standard deviations */
    static SampleTable of(int rows, int features, double shift, RandomGenerator random) {
        double[][] columns = new double[features][];
        Arrays.setAll(columns, i -> random.doubles(rows).map(uniform -> value(i % KINDS, uniform, random) + (i == 0 ? shift : 0)).toArray());
        String[] predictions = new String[rows];
        Arrays.setAll(predictions, i -> String.valueOf(random.nextInt(CLASSES)));
        return new SampleTable(columns, predictions, random.doubles(rows, 0.3, 1).toArray());
    }

    private static double value(int kind, double uniform, RandomGenerator random) {
        return switch (kind) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.exp(random.nextGaussian());
            case 2 -> Math.floor(-20 * Math.log1p(-uniform));
            case 3 -> Math.floor(100 * uniform) / 100;
            default -> uniform;
        };
    }

    List<String> names() {
        return IntStream.range(0, columns.length).mapToObj(i -> "x" + i).toList();
    }

    int rows() {
        return confidence.length;
    }
}
