package io.jenkins.plugins.mlcd.stats;

/**
 * What a two-sample test says.
 *
 * @param statistic the test's own statistic
 * @param pValue chance of a statistic at least as large when both samples come from one distribution, 0..1
 */
public record TestResult(double statistic, double pValue) {

    public TestResult {
        if (!(pValue >= 0 && pValue <= 1) || !Double.isFinite(statistic)) {
            throw new IllegalArgumentException("no test gives the statistic " + statistic + " with p = " + pValue);
        }
    }
}
