package io.jenkins.plugins.mlcd.monitor.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * Means and covariances of several numbers that samples have together, over the samples that have all of them. Immutable.
 * As JSON the covariance is its upper triangle in rows.
 */
public final class JointMoments {

    /** The most numbers whose covariances are kept: memory rises with their square. */
    public static final int LIMIT = 64;

    private static final JointMoments EMPTY = new JointMoments(List.of(), 0, new double[0], new double[0]);

    private final List<String> names;
    private final long count;
    private final double[] mean;
    private final double[] covariance;

    /**
     * @param names of the numbers, at most {@value #LIMIT}, all different
     * @param count samples that have all of them
     * @param mean one a name; all 0 when count is 0
     * @param covariance upper triangle in rows, of the samples as a population (divided by count)
     */
    @JsonCreator
    JointMoments(
            @JsonProperty("names") List<String> names,
            @JsonProperty("count") long count,
            @JsonProperty("mean") double[] mean,
            @JsonProperty("covariance") double[] covariance) {
        this.names = List.copyOf(names);
        this.count = count;
        this.mean = mean.clone();
        this.covariance = covariance.clone();
        int size = this.names.size();
        if (size > LIMIT || this.names.stream().distinct().count() < size || count < 0 || mean.length != size
                || covariance.length != size * (size + 1) / 2 || !finite(mean) || !finite(covariance)) {
            throw new IllegalArgumentException("no joint moments have the names " + names + " (at most " + LIMIT + "), count " + count + ", "
                    + mean.length + " means and " + covariance.length + " covariances, or one that is not finite");
        }
        for (int i = 0; i < size; i++) {
            if (covariance(i, i) < 0) {
                throw new IllegalArgumentException("the variance of " + names.get(i) + " cannot be " + covariance(i, i));
            }
        }
    }

    private static boolean finite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** Of no numbers at all; neutral under {@link #merge}. */
    public static JointMoments empty() {
        return EMPTY;
    }

    @JsonProperty
    public List<String> names() {
        return names;
    }

    /** Samples that have all the numbers. */
    @JsonProperty
    public long count() {
        return count;
    }

    /** A copy, in the order of {@link #names}. */
    @JsonProperty
    public double[] mean() {
        return mean.clone();
    }

    @JsonProperty("covariance")
    double[] triangle() {
        return covariance.clone();
    }

    /** The covariance of the numbers at {@code i} and {@code j} of {@link #names}, as a population. */
    public double covariance(int i, int j) {
        int row = Math.min(i, j);
        return covariance[row * (2 * names.size() - row + 1) / 2 + Math.max(i, j) - row];
    }

    /** The whole symmetric matrix, a copy. */
    public double[][] covariance() {
        double[][] matrix = new double[names.size()][names.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = covariance(i, j);
            }
        }
        return matrix;
    }

    /** Pearson's correlation of two of the numbers, -1..1; NaN when one of them is constant. */
    public double correlation(int i, int j) {
        double scale = Math.sqrt(covariance(i, i)) * Math.sqrt(covariance(j, j));
        return scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, covariance(i, j) / scale));
    }

    /** The moments of those {@code wanted} numbers that there are, in their order. */
    public JointMoments only(List<String> wanted) {
        List<String> known = wanted.stream().filter(names::contains).toList();
        int[] at = known.stream().mapToInt(names::indexOf).toArray();
        double[] triangle = new double[at.length * (at.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = i; j < at.length; j++) {
                triangle[next++] = covariance(at[i], at[j]);
            }
        }
        return new JointMoments(known, count, Arrays.stream(at).mapToDouble(i -> mean[i]).toArray(), triangle);
    }

    /** Of both sets of samples together (Chan, Golub, LeVeque 1979), for the numbers that both know. */
    public JointMoments merge(JointMoments other) {
        if (names.isEmpty() || other.names.isEmpty()) {
            return names.isEmpty() ? other : this;
        }
        if (!names.equals(other.names)) {
            List<String> both = names.stream().filter(other.names::contains).toList();
            return only(both).mergeSame(other.only(both));
        }
        return mergeSame(other);
    }

    private JointMoments mergeSame(JointMoments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double total = (double) count + other.count;
        double own = count / total;
        double theirs = other.count / total;
        double[] means = new double[mean.length];
        double[] triangle = new double[covariance.length];
        int at = 0;
        for (int i = 0; i < mean.length; i++) {
            double delta = other.mean[i] - mean[i];
            means[i] = mean[i] + delta * theirs;
            for (int j = i; j < mean.length; j++, at++) {
                triangle[at] = own * covariance[at] + theirs * other.covariance[at] + own * theirs * delta * (other.mean[j] - mean[j]);
            }
        }
        return new JointMoments(names, count + other.count, means, triangle);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JointMoments moments && count == moments.count && names.equals(moments.names)
                && Arrays.equals(mean, moments.mean) && Arrays.equals(covariance, moments.covariance);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.hashCode(mean);
    }
}
