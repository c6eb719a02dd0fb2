package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.JointMoments;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.stats.BinnedShift;
import io.jenkins.plugins.mlcd.stats.CategoryShift;
import io.jenkins.plugins.mlcd.stats.KolmogorovSmirnov;
import io.jenkins.plugins.mlcd.stats.MeanShift;
import io.jenkins.plugins.mlcd.stats.TestResult;
import io.jenkins.plugins.mlcd.stats.Wasserstein;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Violated when a feature, the predicted classes or an embedding are distributed otherwise than in the reference, by a significant test
 * and by a size that matters: for numbers the Wasserstein distance in standard deviations of the reference, for names the
 * share of samples that moved, for embeddings the distance of the means in standard deviations beyond what chance gives.
 *
 * @param test which test; see {@link DriftTest}
 * @param features names of the features to look at, {@value #CLASSES} for the classes, {@value #EMBEDDING} for the embedding; empty for all but
 *     confidence
 * @param leastEffect smallest distance of numbers that counts, in standard deviations
 * @param leastShift smallest share of moved samples that counts, 0..1
 */
public record DriftRule(DriftTest test, List<String> features, double leastEffect, double leastShift) implements Rule {

    /** What the distribution of the predicted classes is called among the features. */
    public static final String CLASSES = "prediction";

    /** What the embedding is called among the features. */
    public static final String EMBEDDING = "embedding";

    /** What all numeric features together are called when there is no embedding. */
    public static final String TOGETHER = "features together";

    /** By custom two tenths of a standard deviation is a small effect (Cohen 1988). */
    public static final double LEAST_EFFECT = 0.2;

    public static final double LEAST_SHIFT = 0.1;

    /** Of a feature that was constant in training, any other value is infinitely far. */
    private static final double MOST_EFFECT = 1_000;

    public DriftRule {
        features = List.copyOf(features);
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
        parameters.put("test", test.word());
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
        double luck = look.luck() / (reference.features().size() + reference.categories().size() + 2);
        List<FeatureFinding> tests = new ArrayList<>();
        if (test != DriftTest.MMD) {
            reference.features().forEach((name, trained) -> {
                NumericProfile seen = window.features().get(name);
                if (wanted(name) && seen != null && seen.count() > 0 && trained.count() > 0) {
                    tests.add(number(name, trained, seen, luck));
                }
            });
        }
        reference.categories().forEach((name, trained) -> {
            if (wanted(name) && window.categories().containsKey(name)) {
                names(name, trained.frequent().counts(), window.categories().get(name).frequent().counts(), luck).ifPresent(tests::add);
            }
        });
        if (wanted(CLASSES)) {
            names(CLASSES, reference.predictions().counts(), window.predictions().counts(), luck).ifPresent(tests::add);
        }
        together(reference, window, luck).ifPresent(tests::add);
        return Findings.judge("drift", tests, look.level(), finding -> finding.effect() >= (isShare(finding.name(), reference) ? leastShift : leastEffect));
    }

    private static boolean isShare(String name, Profile reference) {
        return name.equals(CLASSES) || reference.categories().containsKey(name);
    }

    private boolean wanted(String name) {
        return features.isEmpty() ? !name.equals(Profile.CONFIDENCE) : features.contains(name);
    }

    private FeatureFinding number(String name, NumericProfile trained, NumericProfile seen, double luck) {
        double distance = Wasserstein.distance(trained.sketch(), seen.sketch());
        double effect = distance == 0 ? 0 : Math.min(MOST_EFFECT, distance / trained.deviation());
        TestResult result = switch (test) {
            case PSI -> BinnedShift.of(trained.sketch(), seen.sketch()).stability(luck);
            case CHI2 -> BinnedShift.of(trained.sketch(), seen.sketch()).chiSquare(luck);
            case JS -> BinnedShift.of(trained.sketch(), seen.sketch()).jensenShannon(luck);
            case WASSERSTEIN -> Wasserstein.test(trained.sketch(), seen.sketch(), luck);
            default -> KolmogorovSmirnov.test(trained.sketch(), seen.sketch(), luck);
        };
        return new FeatureFinding(name, test == DriftTest.AUTO ? "ks" : test.word(), result.statistic(), result.pValue(), effect, false);
    }

    private Optional<FeatureFinding> names(String name, Map<String, Long> trained, Map<String, Long> seen, double luck) {
        if (trained.isEmpty() || seen.isEmpty()) {
            return Optional.empty();
        }
        BinnedShift shift = BinnedShift.of(trained, seen);
        TestResult result = switch (test) {
            case PSI -> shift.stability(luck);
            case JS -> shift.jensenShannon(luck);
            default -> shift.chiSquare(luck);
        };
        String used = test == DriftTest.PSI || test == DriftTest.JS ? test.word() : "chi2";
        return Optional.of(new FeatureFinding(name, used, result.statistic(), result.pValue(), CategoryShift.distance(trained, seen), false));
    }

    /** The embedding; for {@code mmd} without one the numeric features together. */
    private Optional<FeatureFinding> together(Profile reference, Profile window, double luck) {
        if ((test == DriftTest.AUTO || test == DriftTest.MMD) && wanted(EMBEDDING) && reference.embedding().count() > 0 && window.embedding().count() > 0) {
            return means(EMBEDDING, reference.embedding(), window.embedding(), luck);
        }
        if (test == DriftTest.MMD && features.stream().noneMatch(EMBEDDING::equals)) {
            List<String> names = reference.joint().names().stream().filter(this::wanted).toList();
            return means(TOGETHER, reference.joint().only(names), window.joint().only(names), luck);
        }
        return Optional.empty();
    }

    private static Optional<FeatureFinding> means(String name, JointMoments trained, JointMoments seen, double luck) {
        if (!trained.names().equals(seen.names()) || trained.count() == 0 || seen.count() == 0) {
            return Optional.empty();
        }
        MeanShift shift = MeanShift.of(trained.mean(), trained.covariance(), trained.count(), seen.mean(), seen.count());
        if (!shift.testable()) {
            return Optional.empty();
        }
        TestResult result = shift.test(luck);
        return Optional.of(new FeatureFinding(name, "mmd", result.statistic(), result.pValue(), shift.effect(), false));
    }
}
