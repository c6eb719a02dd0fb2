package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Turns the tests of a rule over features into one finding: adjusted for their number, and only a large effect counts. */
final class Findings {

    private static final int KEPT = 200;

    private Findings() {}

    /**
     * @param what what a violation is called in the reason, such as {@code drift}
     * @param matters whether the effect is large enough to count
     */
    static Finding judge(String what, List<FeatureFinding> tests, double level, Predicate<FeatureFinding> matters) {
        if (tests.isEmpty()) {
            return Finding.inconclusive("no feature of the window can be compared with the reference");
        }
        double[] adjusted = BenjaminiHochberg.adjust(
                tests.stream().mapToDouble(FeatureFinding::pValue).toArray());
        List<FeatureFinding> judged = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            FeatureFinding test = tests.get(i);
            boolean drifted = adjusted[i] <= level && matters.test(test);
            judged.add(new FeatureFinding(test.name(), test.test(), test.statistic(), adjusted[i], test.effect(), drifted));
        }
        OptionalDouble smallest = Arrays.stream(adjusted).min();
        return new Finding(verdict(judged), reason(what, judged), worthKeeping(judged), smallest, Optional.empty());
    }

    /** All that drifted, and of others those with the smallest p-values: a rule on pairs has thousands, and each window is recorded. */
    private static List<FeatureFinding> worthKeeping(List<FeatureFinding> judged) {
        if (judged.size() <= KEPT) {
            return judged;
        }
        List<FeatureFinding> sorted = new ArrayList<>(judged);
        sorted.sort(Comparator.comparing((FeatureFinding finding) -> !finding.drifted()).thenComparingDouble(FeatureFinding::pValue));
        return sorted.subList(0, KEPT);
    }

    private static Verdict verdict(List<FeatureFinding> judged) {
        return judged.stream().anyMatch(FeatureFinding::drifted) ? Verdict.FAIL : Verdict.PASS;
    }

    private static String reason(String what, List<FeatureFinding> judged) {
        List<FeatureFinding> drifted = judged.stream()
                .filter(FeatureFinding::drifted)
                .sorted(Comparator.comparingDouble(FeatureFinding::effect).reversed())
                .toList();
        if (drifted.isEmpty()) {
            return "no " + what;
        }
        FeatureFinding worst = drifted.get(0);
        String more = drifted.size() == 1 ? "" : " and " + (drifted.size() - 1) + " more";
        return String.format(Locale.ROOT, "%s in %s%s (%s, effect %.2f, p %.1e)", what, worst.name(), more, worst.test(),
                worst.effect(), worst.pValue());
    }
}
