package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.CategoryProfile;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Violated when more of the traffic than of the reference is of a kind that the model was not trained on: farther from the
 * training data ({@value Profile#SUPPORT}) than {@code quantile} of the reference, outside the range of a feature, without a
 * value, or answered with a class that the reference does not know.
 *
 * @param quantile of the reference's {@value Profile#SUPPORT}, above 0 and below 1
 * @param leastShare smallest share of samples, above the reference's own, that counts, 0..1
 */
public record UnexpectedValuesRule(double quantile, double leastShare) implements Rule {

    public static final double QUANTILE = 0.99;
    public static final double LEAST_SHARE = 0.05;

    public UnexpectedValuesRule {
        if (!(quantile > 0 && quantile < 1) || !(leastShare >= 0 && leastShare <= 1)) {
            throw new IllegalArgumentException("unexpectedValues needs a quantile between 0 and 1 and a share from 0 to 1, but they are "
                    + quantile + " and " + leastShare);
        }
    }

    @Override
    public String name() {
        return "unexpectedValues";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("quantile", quantile);
        parameters.put("leastShare", leastShare);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public Finding inspect(Look look) {
        Profile reference = look.reference();
        Profile window = look.window();
        List<FeatureFinding> tests = new ArrayList<>();
        reference.features().forEach((name, trained) -> {
            NumericProfile seen = window.features().get(name);
            if (seen != null && trained.count() > 0 && !name.equals(Profile.CONFIDENCE)) {
                tests.add(missing(name, trained, seen));
                tests.add(name.equals(Profile.SUPPORT) ? support(trained, seen) : range(name, trained, seen));
            }
        });
        if (reference.predictions().total() > 0 && window.predictions().total() > 0) {
            tests.add(classes(reference.predictions(), window.predictions()));
        }
        return Findings.judge("unexpected values", tests, look.level(), finding -> finding.effect() >= leastShare);
    }

    /** The threshold is a value of the reference, so that the test is exact whatever the distribution is. */
    private FeatureFinding support(NumericProfile trained, NumericProfile seen) {
        double threshold = trained.sketch().quantile(quantile);
        return Shares.compare(
                Profile.SUPPORT, "support",
                trained.count() - trained.sketch().countAtMost(threshold), trained.count(), trained.sketch().rankError(),
                seen.count() - seen.sketch().countAtMost(threshold), seen.count(), seen.sketch().rankError());
    }

    /** Below the smallest or above the largest value of the reference; each is one exceedance test, and twice the smaller p is taken. */
    private static FeatureFinding range(String name, NumericProfile trained, NumericProfile seen) {
        long above = seen.count() - seen.sketch().countAtMost(trained.max());
        long below = seen.count() == 0 ? 0 : seen.sketch().countAtMost(Math.nextDown(trained.min()));
        FeatureFinding high = outside(name, trained, seen, above);
        FeatureFinding low = outside(name, trained, seen, below);
        return new FeatureFinding(
                name, "range", high.statistic() + low.statistic(), Math.min(1, 2 * Math.min(high.pValue(), low.pValue())),
                high.effect() + low.effect(), false);
    }

    private static FeatureFinding outside(String name, NumericProfile trained, NumericProfile seen, long count) {
        return Shares.compare(name, "range", 0, trained.count(), 0, count, seen.count(), seen.sketch().rankError());
    }

    private static FeatureFinding missing(String name, NumericProfile trained, NumericProfile seen) {
        return Shares.compare(
                name, "missing", trained.missing(), trained.count() + trained.missing(), 0, seen.missing(),
                seen.count() + seen.missing(), 0);
    }

    private static FeatureFinding classes(CategoryProfile trained, CategoryProfile seen) {
        long unknown = seen.other() + seen.counts().entrySet().stream()
                .filter(entry -> !trained.counts().containsKey(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Shares.compare(DriftRule.CLASSES, "classes", 0, trained.total(), 0, unknown, seen.total(), 0);
    }
}
