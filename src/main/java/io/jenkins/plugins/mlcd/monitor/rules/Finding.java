package io.jenkins.plugins.mlcd.monitor.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a rule says about one window.
 *
 * @param verdict {@link Verdict#FAIL} when the rule is violated, {@link Verdict#INCONCLUSIVE} when it cannot tell
 * @param reason one sentence
 * @param features what it rests on
 * @param pValue chance of a window at least as strange when nothing changed, given the reference and all earlier windows (see
 *     {@link Look#luck}); from it follows how strong the evidence of many windows is. Absent when no chance is involved: a fact, such as
 *     the age of a model
 * @param carried what the rule wants to know again in the next window; at most some hundred numbers, because it is recorded with every window
 */
public record Finding(
        Verdict verdict, String reason, List<FeatureFinding> features, OptionalDouble pValue, Optional<JsonNode> carried) {

    public Finding {
        features = List.copyOf(features);
        pValue.ifPresent(p -> {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value is from 0 to 1, not " + p);
            }
        });
    }

    public static Finding inconclusive(String reason) {
        return new Finding(Verdict.INCONCLUSIVE, reason, List.of(), OptionalDouble.empty(), Optional.empty());
    }

    /** A finding that no chance is involved in. */
    public static Finding fact(boolean violated, String reason) {
        return new Finding(violated ? Verdict.FAIL : Verdict.PASS, reason, List.of(), OptionalDouble.empty(), Optional.empty());
    }

    /** The finding of a single test. */
    public static Finding tested(boolean violated, String reason, FeatureFinding test) {
        return new Finding(violated ? Verdict.FAIL : Verdict.PASS, reason, List.of(test), OptionalDouble.of(test.pValue()), Optional.empty());
    }

    public Finding carrying(JsonNode state) {
        return new Finding(verdict, reason, features, pValue, Optional.of(state));
    }
}
