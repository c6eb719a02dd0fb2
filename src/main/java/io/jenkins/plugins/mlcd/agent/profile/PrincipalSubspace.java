package io.jenkins.plugins.mlcd.agent.profile;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The plane in which training inputs mostly lie, and how far another input is from it. The distance is the root mean
 * square, over all values of an input, of what the leading principal components leave unexplained (the Q statistic of
 * Jackson and Mudholkar 1979, as a root mean square): the more an input differs in kind, the larger it is.
 */
public final class PrincipalSubspace {

    private static final int ROUNDS = 3;
    private static final double TINY = 1e-9;

    private final float[] mean;
    private final float[][] basis;

    /**
     * @param mean mean of the training inputs
     * @param basis orthonormal vectors of the length of {@code mean}
     */
    PrincipalSubspace(float[] mean, float[][] basis) {
        for (float[] vector : basis) {
            if (vector.length != mean.length) {
                throw new IllegalArgumentException(
                        "a component has " + vector.length + " values, but the mean has " + mean.length);
            }
        }
        this.mean = mean.clone();
        this.basis = basis.clone();
    }

    /**
     * The subspace of the {@code components} leading principal components of {@code rows} (fewer when the rows span
     * less). Found by orthogonal iteration from a seeded start (Halko, Martinsson, Tropp 2011, algorithm 4.4, without
     * the final decomposition, which a distance does not need); the same rows and seed give the same subspace.
     *
     * @throws IllegalArgumentException when there are no rows or they differ in length
     */
    public static PrincipalSubspace fit(float[][] rows, int components, long seed) {
        float[] mean = mean(rows);
        float[][] centred = centred(rows, mean);
        float[][] basis = start(Math.min(components, mean.length), mean.length, seed);
        for (int round = 0; round < ROUNDS; round++) {
            basis = orthonormal(covarianceTimes(centred, basis));
        }
        return new PrincipalSubspace(mean, basis);
    }

    public int inputs() {
        return mean.length;
    }

    float[] mean() {
        return mean.clone();
    }

    float[][] basis() {
        return basis.clone();
    }

    /** Root mean square of what the subspace leaves of {@code input}; 0 for an input inside it. */
    public double distance(float[] input) {
        float[] centred = new float[mean.length];
        float total = 0;
        for (int i = 0; i < mean.length; i++) {
            centred[i] = input[i] - mean[i];
            total += centred[i] * centred[i];
        }
        double explained = 0;
        for (float[] vector : basis) {
            double score = dot(vector, centred);
            explained += score * score;
        }
        return Math.sqrt(Math.max(0, total - explained) / mean.length);
    }

    private static float[] mean(float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("principal components need at least 1 row");
        }
        double[] sum = new double[rows[0].length];
        for (float[] row : rows) {
            if (row.length != sum.length) {
                throw new IllegalArgumentException("rows of " + sum.length + " and of " + row.length + " values do not fit together");
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / rows.length);
        }
        return mean;
    }

    private static float[][] centred(float[][] rows, float[] mean) {
        float[][] centred = new float[rows.length][mean.length];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < mean.length; i++) {
                centred[r][i] = rows[r][i] - mean[i];
            }
        }
        return centred;
    }

    private static float[][] start(int vectors, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] start = new float[vectors][length];
        for (float[] vector : start) {
            for (int i = 0; i < length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return orthonormal(start);
    }

    private static float[][] covarianceTimes(float[][] centred, float[][] basis) {
        float[][] product = new float[basis.length][basis.length == 0 ? 0 : basis[0].length];
        for (float[] row : centred) {
            for (int k = 0; k < basis.length; k++) {
                addTimes(product[k], (float) dot(row, basis[k]), row);
            }
        }
        return product;
    }

    /** Modified Gram-Schmidt, applied twice, since once is not enough in single precision; drops vectors that vanish. */
    private static float[][] orthonormal(float[][] vectors) {
        float[][] kept = new float[vectors.length][];
        int count = 0;
        for (float[] vector : vectors) {
            double before = Math.sqrt(dot(vector, vector));
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < count; k++) {
                    addTimes(vector, (float) -dot(kept[k], vector), kept[k]);
                }
            }
            double norm = Math.sqrt(dot(vector, vector));
            if (norm > TINY && norm > 1e-5 * before) {
                scale(vector, (float) (1 / norm));
                kept[count++] = vector;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Four partial sums, because a single one would keep the processor waiting for each addition. */
    private static double dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (double) s0 + s1 + s2 + s3;
    }

    private static void addTimes(float[] target, float factor, float[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }

    private static void scale(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
