package io.jenkins.plugins.mlcd.monitor.rules;

/**
 * What one test of a rule found on one feature in one window.
 *
 * @param name of the feature
 * @param test what was tested, such as {@code ks}, {@code chi2}, {@code range}, {@code missing}, {@code fisher} or {@code disparity}
 * @param statistic the test's own statistic
 * @param pValue adjusted for the number of features of the rule
 * @param effect size: a distance or a share
 * @param drifted whether it is both significant and large enough
 */
public record FeatureFinding(String name, String test, double statistic, double pValue, double effect, boolean drifted) {}
