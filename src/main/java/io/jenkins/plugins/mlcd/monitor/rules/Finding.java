package io.jenkins.plugins.mlcd.monitor.rules;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.List;

/**
 * What a rule says about one window.
 *
 * @param verdict {@link Verdict#FAIL} when the rule is violated, {@link Verdict#INCONCLUSIVE} when it cannot tell
 * @param reason one sentence
 * @param features what it rests on
 */
public record Finding(Verdict verdict, String reason, List<FeatureFinding> features) {

    public Finding {
        features = List.copyOf(features);
    }

    public static Finding inconclusive(String reason) {
        return new Finding(Verdict.INCONCLUSIVE, reason, List.of());
    }
}
