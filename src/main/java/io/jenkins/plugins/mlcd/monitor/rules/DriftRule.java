package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.stats.CategoryShift;
import io.jenkins.plugins.mlcd.stats.KolmogorovSmirnov;
import io.jenkins.plugins.mlcd.stats.PopulationStability;
import io.jenkins.plugins.mlcd.stats.TestResult;
import io.jenkins.plugins.mlcd.stats.Wasserstein;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Violated when a feature or the predicted classes are distributed otherwise than in the reference, by a significant test
 * and by a size that matters: for numbers the Wasserstein distance in standard deviations of the reference, for classes the
 * share of predictions that moved.
 *
 * @param test {@code ks}, {@code psi}, or {@code auto}: ks for numbers; classes always have the chi-square test
 * @param features names of the features to look at, {@value #CLASSES} for the classes; empty for all but confidence
 * @param leastEffect smallest distance of numbers that counts, in standard deviations
 * @param leastShift smallest share of moved predictions that counts, 0..1
 */
public record DriftRule(String test, List<String> features, double leastEffect, double leastShift) implements Rule {

    /** What the distribution of the predicted classes is called among the features. */
    public static final String CLASSES = "prediction";

    /** By custom two tenths of a standard deviation is a small effect (Cohen 1988). */
    public static final double LEAST_EFFECT = 0.2;

    public static final double LEAST_SHIFT = 0.1;

    /** Of a feature that was constant in training, any other value is infinitely far. */
    private static final double MOST_EFFECT = 1_000;

    private static final List<String> TESTS = List.of("auto", "ks", "psi");

    public DriftRule {
        features = List.copyOf(features);
        if (!TESTS.contains(test)) {
            throw new IllegalArgumentException("drift test '" + test + "' is none of " + String.join(", ", TESTS));
        }
        if (!(leastEffect >= 0) || !(leastShift >= 0 && leastShift <= 1)) {
            throw new IllegalArgumentException("drift needs leastEffect >= 0 and leastShift from 0 to 1, but they are " + leastEffect
                    + " and " + leastShift);
        }
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("test", test);
        parameters.put("features", features);
        parameters.put("leastEffect", leastEffect);
        parameters.put("leastShift", leastShift);
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
            if (wanted(name) && seen != null && seen.count() > 0 && trained.count() > 0) {
                tests.add(number(name, trained, seen));
            }
        });
        if (wanted(CLASSES) && reference.predictions().total() > 0 && window.predictions().total() > 0) {
            tests.add(classes(reference.predictions().counts(), window.predictions().counts()));
        }
        return Findings.judge("drift", tests, look.level(), finding ->
                finding.effect() >= (finding.name().equals(CLASSES) ? leastShift : leastEffect));
    }

    private boolean wanted(String name) {
        return features.isEmpty() ? !name.equals(Profile.CONFIDENCE) : features.contains(name);
    }

    private FeatureFinding number(String name, NumericProfile trained, NumericProfile seen) {
        TestResult result = test.equals("psi")
                ? PopulationStability.test(trained.sketch(), seen.sketch())
                : KolmogorovSmirnov.test(trained.sketch(), seen.sketch());
        double distance = Wasserstein.distance(trained.sketch(), seen.sketch());
        double effect = distance == 0 ? 0 : Math.min(MOST_EFFECT, distance / trained.deviation());
        return new FeatureFinding(name, test.equals("psi") ? "psi" : "ks", result.statistic(), result.pValue(), effect, false);
    }

    private static FeatureFinding classes(Map<String, Long> trained, Map<String, Long> seen) {
        TestResult result = CategoryShift.test(trained, seen);
        return new FeatureFinding(CLASSES, "chi2", result.statistic(), result.pValue(), CategoryShift.distance(trained, seen), false);
    }
}
