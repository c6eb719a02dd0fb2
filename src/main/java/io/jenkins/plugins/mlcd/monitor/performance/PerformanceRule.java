package io.jenkins.plugins.mlcd.monitor.performance;

import io.jenkins.plugins.mlcd.monitor.profile.LabelProfile;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Violated when the model is right less often than in validation, by a significant test and by at least {@code leastDrop}. It goes by the
 * true labels that came in the window, whichever window their predictions were made in, and by all that came before; where too
 * few came, by the accuracy to be expected from the confidence of the window's predictions. Its reason says by which, and why.
 *
 * @param leastDrop smallest fall of the accuracy that counts, above 0 and at most 1
 * @param minLabels labels in a window from which on they are gone by, at least 1
 * @param estimate whether to go by confidence where there are too few labels
 */
public record PerformanceRule(double leastDrop, int minLabels, boolean estimate) implements Rule {

    public static final double LEAST_DROP = 0.05;

    public static final int MIN_LABELS = 30;

    public PerformanceRule {
        if (!(leastDrop > 0 && leastDrop <= 1)) {
            throw new IllegalArgumentException("performance(leastDrop: " + leastDrop + ") must be above 0 and at most 1");
        }
        if (minLabels < 1) {
            throw new IllegalArgumentException("performance(minLabels: " + minLabels + ") must be at least 1");
        }
    }

    /** With the usual settings. */
    public static PerformanceRule usual() {
        return new PerformanceRule(LEAST_DROP, MIN_LABELS, true);
    }

    @Override
    public String name() {
        return "performance";
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("leastDrop", leastDrop);
        parameters.put("minLabels", minLabels);
        parameters.put("estimate", estimate);
        return parameters;
    }

    @Override
    public boolean needsReference() {
        return true;
    }

    /** Labels may come in a window without traffic. */
    @Override
    public boolean needsTraffic() {
        return false;
    }

    @Override
    public Finding inspect(Look look) {
        LabelledErrors errors = LabelledErrors.of(look).plus(look.window().labels());
        Finding finding = judge(look, errors);
        return errors.isEmpty() ? finding : finding.carrying(errors.state());
    }

    private Finding judge(Look look, LabelledErrors errors) {
        LabelProfile labels = look.window().labels();
        if (labels.count() >= minLabels || errors.alarmed(leastDrop)) {
            return errors.judge(labels, look, leastDrop);
        }
        String few = labels.count() == 0 ? "no label came" : "only " + labels.count() + " labels came, fewer than " + minLabels;
        if (!estimate) {
            return Finding.inconclusive(few + ", and the accuracy is not to be estimated from confidence");
        }
        return ExpectedAccuracy.judge(look, leastDrop, few);
    }
}
