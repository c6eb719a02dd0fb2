package io.jenkins.plugins.mlcd.monitor.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.monitor.profile.LabelProfile;
import io.jenkins.plugins.mlcd.monitor.rules.FeatureFinding;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.FalseAlarms;
import io.jenkins.plugins.mlcd.stats.RiseDetector;
import io.jenkins.plugins.mlcd.stats.ShareIncrease;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The errors that true labels showed, in the order in which the labels came. Two tests share the level: the labels of the window alone, which sees a
 * large rise at once, and a detector over all labels of the watch, which sees a small one in time.
 */
final class LabelledErrors {

    /** Labels that make the reference where validation left none. */
    private static final long LEARNT = 200;

    private final RiseDetector before;
    private final RiseDetector now;

    private LabelledErrors(RiseDetector before, RiseDetector now) {
        this.before = before;
        this.now = now;
    }

    /** As carried on from the last window, or from the reference. */
    static LabelledErrors of(Look look) {
        RiseDetector start = look.carried().map(LabelledErrors::read).orElseGet(() -> start(look));
        return new LabelledErrors(start, start);
    }

    private static RiseDetector start(Look look) {
        LabelProfile known = look.reference().labels();
        FalseAlarms policy = FalseAlarms.ever(look.level() / 2).after(LEARNT);
        return RiseDetector.against(known.count() - known.correct(), known.count(), policy);
    }

    private static RiseDetector read(JsonNode state) {
        try {
            return RiseDetector.of(Json.mapper().treeToValue(state, RiseDetector.State.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what the rule performance carried on cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    LabelledErrors plus(LabelProfile labels) {
        return new LabelledErrors(before, before.plus(labels.count() - labels.correct(), labels.count()));
    }

    JsonNode state() {
        return Json.mapper().valueToTree(now.state());
    }

    /** Whether no label ever came. */
    boolean isEmpty() {
        return now.rows() == 0;
    }

    /** Whether the labels of all windows together show a rise that matters. */
    boolean alarmed(double leastDrop) {
        return now.isAlarm() && now.risenRate() - now.referenceRate() >= leastDrop;
    }

    Finding judge(LabelProfile labels, Look look, double leastDrop) {
        LabelProfile known = look.reference().labels();
        boolean validated = known.count() > 0;
        long events = validated ? known.count() - known.correct() : Math.round(before.referenceRate() * before.rows());
        long rows = validated ? known.count() : before.rows();
        if (!validated && rows < LEARNT) {
            return Finding.inconclusive("the reference has no labels, and of the " + LEARNT + " that take their place " + now.rows() + " have come");
        }
        double normal = (double) events / rows;
        double rate = labels.count() == 0 ? normal : 1 - labels.accuracy();
        double pValue = ShareIncrease.pValue(
                Math.toIntExact(events), Math.toIntExact(rows), Math.toIntExact(labels.count() - labels.correct()), Math.toIntExact(labels.count()),
                look.luck());
        boolean atOnce = pValue <= look.level() / 2 && rate - normal >= leastDrop;
        boolean violated = atOnce || alarmed(leastDrop);
        String where = validated ? "in validation" : "in the first labels";
        FeatureFinding test = new FeatureFinding("accuracy", "labels", 1 - rate, pValue, rate - normal, violated);
        return new Finding(violated ? Verdict.FAIL : Verdict.PASS, reason(labels, 1 - normal, where, atOnce, violated, pValue), List.of(test),
                OptionalDouble.of(pValue), Optional.empty());
    }

    private String reason(LabelProfile labels, double normal, String where, boolean atOnce, boolean violated, double pValue) {
        String window = labels.count() == 0 ? "" : String.format(Locale.ROOT, "accuracy %.3f by the %d labels that came (%.3f %s, p %.1e)",
                labels.accuracy(), labels.count(), normal, where, pValue);
        if (!violated || atOnce) {
            return window;
        }
        return String.format(Locale.ROOT, "accuracy fell to %.3f (%.3f %s) about %.0f labels ago, by all %d labels so far%s", 1 - now.risenRate(), normal,
                where, now.rowsSince(), now.rows(), window.isEmpty() ? "" : "; " + window);
    }
}
