package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Whether correlations changed: of one pair by Fisher's z, of all by Jennrich's test (1970). Both hold for normal data; for others their variance is
 * larger by about 1 + kappa, where kappa is the excess kurtosis over 3 (Steiger and Browne 1984, for elliptical data), which the caller
 * states. Asymptotic.
 */
public final class CorrelationShift {

    private static final double MOST = 0.999_999;

    /** A feature of which the others leave less than this share of its variance open is left out of the joint test. */
    private static final double COLLINEAR = 1e-3;

    private CorrelationShift() {}

    /** One correlation; statistic is the difference of the z-values. At least four samples on both sides. */
    public static TestResult pair(double trained, double n, double seen, double m, double kappa, double luck) {
        double difference = z(seen) - z(trained);
        double factor = 1 + Math.max(0, kappa);
        double pValue = ReferenceLuck.normal(difference, Math.sqrt(factor / (n - 3)), Math.sqrt(factor / (m - 3)), luck);
        return new TestResult(difference, pValue);
    }

    private static double z(double correlation) {
        double r = Math.max(-MOST, Math.min(MOST, correlation));
        return 0.5 * Math.log((1 + r) / (1 - r));
    }

    /** All correlations at once; statistic is Jennrich's chi-square. Two square matrices of the same size. */
    public static TestResult joint(double[][] trained, double n, double[][] seen, double m, double kappa, double luck) {
        int[] kept = independent(pooled(trained, n, seen, m));
        if (kept.length < 2) {
            return new TestResult(0, 1);
        }
        RealMatrix pooled = MatrixUtils.createRealMatrix(pooled(trained, n, seen, m)).getSubMatrix(kept, kept);
        RealMatrix inverse = new LUDecomposition(pooled).getSolver().getInverse();
        RealMatrix difference = MatrixUtils.createRealMatrix(seen).subtract(MatrixUtils.createRealMatrix(trained)).getSubMatrix(kept, kept);
        double square = Math.max(0, form(pooled, inverse, inverse.multiply(difference)));
        double factor = 1 + Math.max(0, kappa);
        double freedom = kept.length * (kept.length - 1) / 2.0;
        return new TestResult(square * n * m / (n + m), ReferenceLuck.chiSquare(Math.sqrt(square), n / factor, m / factor, freedom, luck));
    }

    private static double form(RealMatrix pooled, RealMatrix inverse, RealMatrix turned) {
        int size = pooled.getRowDimension();
        RealMatrix weights = MatrixUtils.createRealIdentityMatrix(size);
        double[] diagonal = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = turned.getEntry(i, i);
            for (int j = 0; j < size; j++) {
                weights.addToEntry(i, j, pooled.getEntry(i, j) * inverse.getEntry(i, j));
            }
        }
        double[] solved = new LUDecomposition(weights).getSolver().solve(MatrixUtils.createRealVector(diagonal)).toArray();
        double corrected = 0;
        for (int i = 0; i < size; i++) {
            corrected += diagonal[i] * solved[i];
        }
        return turned.multiply(turned).getTrace() / 2 - corrected;
    }

    private static double[][] pooled(double[][] trained, double n, double[][] seen, double m) {
        double[][] pooled = new double[trained.length][trained.length];
        for (int i = 0; i < trained.length; i++) {
            for (int j = 0; j < trained.length; j++) {
                pooled[i][j] = (n * trained[i][j] + m * seen[i][j]) / (n + m);
            }
        }
        return pooled;
    }

    /** Features that are no linear function of those before them: a Cholesky decomposition that steps over the others. */
    private static int[] independent(double[][] correlations) {
        List<Integer> kept = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < correlations.length; i++) {
            double[] row = new double[kept.size() + 1];
            double left = correlations[i][i];
            for (int k = 0; k < kept.size(); k++) {
                double value = correlations[i][kept.get(k)];
                for (int l = 0; l < k; l++) {
                    value -= row[l] * rows.get(k)[l];
                }
                row[k] = value / rows.get(k)[k];
                left -= row[k] * row[k];
            }
            if (left > COLLINEAR) {
                row[kept.size()] = Math.sqrt(left);
                rows.add(row);
                kept.add(i);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }
}
