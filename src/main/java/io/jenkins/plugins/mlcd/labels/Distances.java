package io.jenkins.plugins.mlcd.labels;

/**
 * How far two inputs are apart: the root mean square of the differences of their features, so that 0 is the same and, for images, 1 is black against
 * white. A grey image is seen as the means of blocks of its pixels, at most 10 by 10 of them, which forgives a shift by a pixel or some noise. A row is
 * seen as its columns, each divided by its standard deviation over all rows that are compared.
 */
final class Distances {

    private static final int SIDE = 10;

    private Distances() {}

    /** The features of an image of {@code width * height} pixels, row by row. */
    static float[] image(float[] pixels, int width, int height) {
        int block = Math.max(1, blocks(Math.max(width, height), SIDE));
        int columns = blocks(width, block);
        float[] sums = new float[columns * blocks(height, block)];
        int[] counts = new int[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            int place = i / width / block * columns + i % width / block;
            sums[place] += pixels[i];
            counts[place]++;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    private static int blocks(int pixels, int size) {
        return (pixels + size - 1) / size;
    }

    /** Divides each column by its standard deviation; one that does not vary becomes 0. */
    static void scale(Iterable<float[]> rows, int columns) {
        double[] sum = new double[columns];
        double[] squares = new double[columns];
        long count = 0;
        for (float[] row : rows) {
            count++;
            for (int i = 0; i < columns; i++) {
                sum[i] += row[i];
                squares[i] += (double) row[i] * row[i];
            }
        }
        for (int i = 0; i < columns; i++) {
            double variance = squares[i] / count - sum[i] / count * (sum[i] / count);
            float scale = variance > 1e-12 ? (float) (1 / Math.sqrt(variance)) : 0;
            for (float[] row : rows) {
                row[i] *= scale;
            }
        }
    }

    static double between(float[] a, float[] b) {
        return Math.sqrt(square(a, b) / a.length);
    }

    /** The sum of the squared differences, in four sums so that a processor works on them at once. */
    static float square(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            s0 += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return s0 + s1 + s2 + s3;
    }
}
