package io.jenkins.plugins.mlcd.stats;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Whether the mean vector of a sample differs from that of a reference: Hotelling's T-square with the covariance of the reference. It is at the same time
 * the squared maximum mean discrepancy with the kernel x' C^-1 y, C being that covariance, which needs means and covariance only and no points.
 * It sees a shift of the mean in any direction, and nothing else. Asymptotic in the sample's size, for any distribution with finite variance.
 *
 * @param distance Mahalanobis distance of the means, in standard deviations
 * @param dimensions of the reference's covariance that are not constant
 */
public record MeanShift(double distance, int dimensions, double n, double m) {

    /** Directions with less of the largest variance than this count as constant. */
    private static final double CONSTANT = 1e-9;

    /**
     * @param covariance of the reference, square, of the same size as both means
     * @param n samples of the reference
     * @param m samples
     */
    public static MeanShift of(double[] reference, double[][] covariance, double n, double[] mean, double m) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance));
        ArrayRealVector difference = new ArrayRealVector(mean).subtract(new ArrayRealVector(reference));
        double[] variances = eigen.getEigenvalues();
        double largest = variances.length == 0 ? 0 : variances[0];
        double square = 0;
        int dimensions = 0;
        for (int i = 0; i < variances.length; i++) {
            if (variances[i] > CONSTANT * largest) {
                double along = eigen.getEigenvector(i).dotProduct(difference);
                square += along * along / variances[i];
                dimensions++;
            }
        }
        double kept = Math.max(0, (n - dimensions - 1) / n); // an estimated inverse is too large by this (Wishart)
        return new MeanShift(Math.sqrt(square * kept), dimensions, n, m);
    }

    /** Whether there are enough samples in the reference for its covariance to be known, and a direction to look along. */
    public boolean testable() {
        return dimensions > 0 && n >= 5.0 * dimensions;
    }

    /** Statistic: T-square of both samples. */
    public TestResult test(double luck) {
        return new TestResult(distance * distance * n * m / (n + m), ReferenceLuck.chiSquare(distance, n, m, dimensions, luck));
    }

    /** The distance less what samples of these sizes have without a shift, in standard deviations; 0 when there is no more. */
    public double effect() {
        return Math.sqrt(Math.max(0, distance * distance - dimensions * (1 / n + 1 / m)));
    }
}
