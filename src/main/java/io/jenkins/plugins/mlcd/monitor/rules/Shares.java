package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.stats.ShareIncrease;

/**
 * Tests whether more samples of a window than of the reference are of some kind, with the sketches' errors held against it.
 *
 * @param luck chance that the reference has fewer of that kind by chance than is allowed for
 */
record Shares(double luck) {

    /**
     * @param reference samples of that kind in the reference, out of {@code ofReference}; about, when {@code referenceError} is above 0
     * @param seen samples of that kind in the window, out of {@code ofWindow}
     */
    FeatureFinding compare(
            String feature, String test, long reference, long ofReference, double referenceError, long seen, long ofWindow, double windowError) {
        int n = Math.toIntExact(ofReference);
        int m = Math.toIntExact(ofWindow);
        int most = (int) Math.min(n, Math.ceil(reference + referenceError * n));
        int least = (int) Math.max(0, Math.floor(seen - windowError * m));
        double share = m == 0 ? 0 : (double) seen / m;
        double own = n == 0 ? 0 : (double) reference / n;
        double pValue = m == 0 ? 1 : ShareIncrease.pValue(most, n, least, m, luck);
        return new FeatureFinding(feature, test, share, pValue, share - own, false);
    }
}
