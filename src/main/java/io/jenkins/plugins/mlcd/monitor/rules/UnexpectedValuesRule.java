package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.CategoricalProfile;
import io.jenkins.plugins.mlcd.monitor.profile.CategoryProfile;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Violated when more of the traffic than of the reference is of a kind that the model was not trained on: of another schema, farther
 * from the training data ({@value Profile#SUPPORT}) than {@code quantile} of the reference, outside the range of a feature or infinite,
 * without a value, of a category that training did not know, or answered with a class that the reference does not know.
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
        Shares shares = new Shares(look.luck() / Math.max(1, 3 * (reference.features().size() + reference.categories().size()) + 1));
        List<FeatureFinding> tests = new ArrayList<>(Schemas.changes(reference, window));
        reference.features().forEach((name, trained) -> {
            NumericProfile seen = window.features().get(name);
            if (seen != null && trained.count() > 0 && !name.equals(Profile.CONFIDENCE)) {
                tests.add(missing(shares, name, trained, seen));
                tests.add(name.equals(Profile.SUPPORT) ? support(shares, trained, seen) : range(shares, name, trained, seen));
            }
        });
        reference.categories().forEach((name, trained) -> {
            CategoricalProfile seen = window.categories().get(name);
            if (seen != null && trained.count() > 0) {
                tests.add(shares.compare(name, "missing", trained.missing(), trained.count() + trained.missing(), 0,
                        seen.missing(), seen.count() + seen.missing(), 0));
                tests.add(categories(shares, name, trained, seen));
            }
        });
        if (reference.predictions().total() > 0 && window.predictions().total() > 0) {
            tests.add(classes(shares, reference.predictions(), window.predictions()));
        }
        return Findings.judge("unexpected values", tests, look.level(), finding -> finding.effect() >= leastShare);
    }

    /** The threshold is a value of the reference, so that the test is exact whatever the distribution is. */
    private FeatureFinding support(Shares shares, NumericProfile trained, NumericProfile seen) {
        double threshold = trained.sketch().quantile(quantile);
        return shares.compare(
                Profile.SUPPORT, "support",
                trained.count() - trained.sketch().countAtMost(threshold), trained.count(), trained.sketch().rankError(),
                seen.count() - seen.sketch().countAtMost(threshold) + seen.extreme(), seen.count() + seen.extreme(), seen.sketch().rankError());
    }

    /** Below the smallest or above the largest value of the reference; each is one exceedance test, and twice the smaller p is taken. */
    private static FeatureFinding range(Shares shares, String name, NumericProfile trained, NumericProfile seen) {
        long above = seen.count() - seen.sketch().countAtMost(trained.max()) + seen.extreme();
        long below = seen.count() == 0 ? 0 : seen.sketch().countAtMost(Math.nextDown(trained.min()));
        FeatureFinding high = outside(shares, name, trained, seen, above);
        FeatureFinding low = outside(shares, name, trained, seen, below);
        return new FeatureFinding(
                name, "range", high.statistic() + low.statistic(), Math.min(1, 2 * Math.min(high.pValue(), low.pValue())),
                high.effect() + low.effect(), false);
    }

    private static FeatureFinding outside(Shares shares, String name, NumericProfile trained, NumericProfile seen, long count) {
        return shares.compare(
                name, "range", trained.extreme(), trained.count() + trained.extreme(), 0, count, seen.count() + seen.extreme(),
                seen.sketch().rankError());
    }

    private static FeatureFinding missing(Shares shares, String name, NumericProfile trained, NumericProfile seen) {
        return shares.compare(
                name, "missing", trained.missing(), trained.count() + trained.missing() + trained.extreme(), 0, seen.missing(),
                seen.count() + seen.missing() + seen.extreme(), 0);
    }

    /** Values that training did not have. How many of these an unchanged window has is what training has once (Good 1953). */
    private static FeatureFinding categories(Shares shares, String name, CategoricalProfile trained, CategoricalProfile seen) {
        Map<String, Long> known = trained.frequent().counts();
        long counted = known.values().stream().mapToLong(Long::longValue).sum();
        long rare = trained.frequent().exact() ? once(known) : once(known) + trained.frequent().total() - counted;
        return shares.compare(name, "categories", rare, trained.count(), 0, unknown(seen.frequent().counts(), known), seen.count(), 0);
    }

    private static FeatureFinding classes(Shares shares, CategoryProfile trained, CategoryProfile seen) {
        long unknown = (trained.other() > 0 ? 0 : seen.other()) + unknown(seen.counts(), trained.counts());
        return shares.compare(
                DriftRule.CLASSES, "classes", once(trained.counts()) + trained.other(), trained.total(), 0, unknown, seen.total(), 0);
    }

    private static long once(Map<String, Long> counts) {
        return counts.values().stream().filter(count -> count == 1).count();
    }

    private static long unknown(Map<String, Long> seen, Map<String, Long> known) {
        Set<String> others = new HashSet<>(seen.keySet());
        others.removeAll(known.keySet());
        return others.stream().mapToLong(seen::get).sum();
    }
}
