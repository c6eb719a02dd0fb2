package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.JointMoments;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.stats.CorrelationShift;
import io.jenkins.plugins.mlcd.stats.Kurtosis;
import io.jenkins.plugins.mlcd.stats.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Violated when features go together otherwise than in the reference: a pair of them by Fisher's z and by a change of its correlation that matters,
 * or all of them by Jennrich's test and by the root mean square of all changes. It needs the joint moments of both profiles.
 *
 * @param features names of the features to look at; empty for all whose joint moments are kept
 * @param leastChange smallest change of one correlation that counts, 0..2
 * @param leastJoint smallest root mean square of all changes that counts, 0..2
 */
public record CorrelationRule(List<String> features, double leastChange, double leastJoint) implements Rule {

    public static final double LEAST_CHANGE = 0.2;
    public static final double LEAST_JOINT = 0.1;

    /** What the test of all correlations at once is called among the pairs. */
    public static final String JOINTLY = "jointly";

    /** Samples a feature that the joint test needs: its chi-square distribution is one of many samples. */
    private static final int SAMPLES_PER_FEATURE = 10;

    /** Samples that a single correlation needs. */
    private static final int LEAST = 10;

    public CorrelationRule {
        features = List.copyOf(features);
        if (!(leastChange >= 0 && leastChange <= 2) || !(leastJoint >= 0 && leastJoint <= 2)) {
            throw new IllegalArgumentException("correlation needs leastChange and leastJoint from 0 to 2, but they are " + leastChange + " and " + leastJoint);
        }
    }

    @Override
    public String name() {
        return "correlation";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("features", features);
        parameters.put("leastChange", leastChange);
        parameters.put("leastJoint", leastJoint);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    @Override
    public Finding inspect(Look look) {
        List<String> names = varying(look.reference().joint(), look.window().joint());
        JointMoments trained = look.reference().joint().only(names);
        JointMoments seen = look.window().joint().only(names);
        if (names.size() < 2 || trained.count() < LEAST || seen.count() < LEAST) {
            return Finding.inconclusive(names.size() < 2
                    ? "fewer than 2 features vary in the reference and in the window"
                    : "only " + Math.min(trained.count(), seen.count()) + " samples have all of the features, at least " + LEAST + " are needed");
        }
        double[] kappa = names.stream().mapToDouble(name -> kappa(look.reference().features().get(name))).toArray();
        double luck = look.luck() / (names.size() * (names.size() - 1) / 2 + 1);
        List<FeatureFinding> tests = new ArrayList<>();
        jointly(trained, seen, kappa, luck).ifPresent(tests::add);
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                tests.add(pair(trained, seen, i, j, Math.max(kappa[i], kappa[j]), luck));
            }
        }
        return Findings.judge("another correlation", tests, look.level(), finding ->
                finding.effect() >= (finding.name().equals(JOINTLY) ? leastJoint : leastChange));
    }

    private List<String> varying(JointMoments trained, JointMoments seen) {
        return trained.names().stream()
                .filter(name -> features.isEmpty() || features.contains(name))
                .filter(name -> varies(trained, name) && varies(seen, name))
                .toList();
    }

    private static boolean varies(JointMoments moments, String name) {
        int at = moments.names().indexOf(name);
        return at >= 0 && moments.count() > 0 && moments.covariance(at, at) > 1e-12 * moments.mean()[at] * moments.mean()[at];
    }

    private static double kappa(NumericProfile feature) {
        return feature == null || feature.count() == 0 ? 0 : Kurtosis.excess(feature.sketch()) / 3;
    }

    private static FeatureFinding pair(JointMoments trained, JointMoments seen, int i, int j, double kappa, double luck) {
        double before = trained.correlation(i, j);
        double now = seen.correlation(i, j);
        TestResult result = CorrelationShift.pair(before, trained.count(), now, seen.count(), kappa, luck);
        String name = trained.names().get(i) + " ~ " + trained.names().get(j);
        return new FeatureFinding(name, "fisher", result.statistic(), result.pValue(), Math.abs(now - before), false);
    }

    private static Optional<FeatureFinding> jointly(JointMoments trained, JointMoments seen, double[] kappa, double luck) {
        int size = trained.names().size();
        if (Math.min(trained.count(), seen.count()) < (long) SAMPLES_PER_FEATURE * size) {
            return Optional.empty();
        }
        double[][] before = matrix(trained);
        double[][] now = matrix(seen);
        double most = IntStream.range(0, size).mapToDouble(i -> kappa[i]).max().orElse(0);
        TestResult result = CorrelationShift.joint(before, trained.count(), now, seen.count(), most, luck);
        double square = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                square += (now[i][j] - before[i][j]) * (now[i][j] - before[i][j]);
            }
        }
        double change = Math.sqrt(2 * square / (size * (size - 1.0)));
        return Optional.of(new FeatureFinding(JOINTLY, "jennrich", result.statistic(), result.pValue(), change, false));
    }

    private static double[][] matrix(JointMoments moments) {
        int size = moments.names().size();
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? 1 : moments.correlation(i, j);
            }
        }
        return matrix;
    }
}
