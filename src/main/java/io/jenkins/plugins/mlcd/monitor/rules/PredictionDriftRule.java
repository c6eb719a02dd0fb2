package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.SliceCounts;
import io.jenkins.plugins.mlcd.monitor.profile.SliceProfile;
import io.jenkins.plugins.mlcd.stats.BinnedShift;
import io.jenkins.plugins.mlcd.stats.CategoryShift;
import io.jenkins.plugins.mlcd.stats.ShareDifference;
import io.jenkins.plugins.mlcd.stats.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Violated when the model answers otherwise than it did for the reference: by other shares of the classes, in all or in one slice, or by a disparity
 * between slices that the reference does not have: a class is given to one slice more often than to the other slices of the
 * same field, by more than in the reference. Shares by the chi-square test, disparity by the difference of differences of proportions; each also by
 * its size.
 *
 * @param slices fields to look at, such as {@code country}; empty for all that both profiles have
 * @param leastShift smallest share of predictions that moved that counts, 0..1
 * @param leastDisparity smallest growth of a disparity that counts, 0..1
 */
public record PredictionDriftRule(List<String> slices, double leastShift, double leastDisparity) implements Rule {

    public static final double LEAST_SHIFT = 0.1;
    public static final double LEAST_DISPARITY = 0.1;

    /** A slice of fewer predictions, or with fewer beside it, says nothing. */
    private static final int LEAST = 30;

    public PredictionDriftRule {
        slices = List.copyOf(slices);
        if (!(leastShift >= 0 && leastShift <= 1) || !(leastDisparity >= 0 && leastDisparity <= 1)) {
            throw new IllegalArgumentException("predictionDrift needs leastShift and leastDisparity from 0 to 1, but they are " + leastShift + " and "
                    + leastDisparity);
        }
    }

    @Override
    public String name() {
        return "predictionDrift";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("slices", slices);
        parameters.put("leastShift", leastShift);
        parameters.put("leastDisparity", leastDisparity);
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
        List<String> fields = reference.slices().keySet().stream()
                .filter(field -> window.slices().containsKey(field) && (slices.isEmpty() || slices.contains(field)))
                .toList();
        int values = fields.stream().mapToInt(field -> reference.slices().get(field).values().size()).sum();
        int classes = reference.predictions().counts().size();
        double luck = look.luck() / (1 + values * (1 + classes));
        List<FeatureFinding> tests = new ArrayList<>();
        shares(DriftRule.CLASSES, reference.predictions().counts(), window.predictions().counts(), luck).ifPresent(tests::add);
        for (String field : fields) {
            slices(field, reference.slices().get(field), window.slices().get(field), luck, tests);
        }
        if (tests.isEmpty()) {
            return Finding.inconclusive("the reference or the window has no predictions");
        }
        return Findings.judge("other predictions", tests, look.level(), finding ->
                finding.effect() >= (finding.test().equals("disparity") ? leastDisparity : leastShift));
    }

    private static void slices(String field, SliceProfile trained, SliceProfile seen, double luck, List<FeatureFinding> tests) {
        SliceCounts allTrained = all(trained);
        SliceCounts allSeen = all(seen);
        trained.values().forEach((value, before) -> {
            SliceCounts now = seen.values().get(value);
            if (now == null || before.samples() < LEAST || now.samples() < LEAST) {
                return;
            }
            String name = field + "=" + value;
            shares(name, before.predictions().counts(), now.predictions().counts(), luck).ifPresent(tests::add);
            if (allTrained.samples() - before.samples() >= LEAST && allSeen.samples() - now.samples() >= LEAST) {
                for (String answer : allTrained.predictions().counts().keySet()) {
                    tests.add(disparity(name + ": " + answer, apart(answer, before, allTrained), apart(answer, now, allSeen), luck));
                }
            }
        });
    }

    private static SliceCounts all(SliceProfile field) {
        return field.values().values().stream().reduce(field.other(), SliceCounts::merge);
    }

    /** How much more often a slice is given the answer than all others of its field. */
    private static ShareDifference apart(String answer, SliceCounts slice, SliceCounts all) {
        long inSlice = slice.predictions().counts().getOrDefault(answer, 0L);
        long inAll = all.predictions().counts().getOrDefault(answer, 0L);
        return ShareDifference.of(inSlice, slice.samples(), inAll - inSlice, all.samples() - slice.samples());
    }

    private static FeatureFinding disparity(String name, ShareDifference before, ShareDifference now, double luck) {
        TestResult result = now.against(before, luck);
        double growth = Math.abs(now.difference()) - Math.abs(before.difference());
        return new FeatureFinding(name, "disparity", result.statistic(), result.pValue(), growth, false);
    }

    private static Optional<FeatureFinding> shares(String name, Map<String, Long> trained, Map<String, Long> seen, double luck) {
        if (trained.isEmpty() || seen.isEmpty()) {
            return Optional.empty();
        }
        TestResult result = BinnedShift.of(trained, seen).chiSquare(luck);
        return Optional.of(new FeatureFinding(name, "chi2", result.statistic(), result.pValue(), CategoryShift.distance(trained, seen), false));
    }
}
