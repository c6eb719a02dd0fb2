package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict of one look at a rollout. FAIL: the evidence that a rule is broken has reached {@code tests / alpha}, so that the chance of
 * rolling back a canary that keeps all rules is at most alpha, over all rules and looks of the rollout. PASS: nothing speaks against the next
 * weight; after the last weight beside the stable version it takes the evidence {@code 1 / beta} for each rule that it is not broken by the
 * effect that matters. INCONCLUSIVE, which holds the weight: every look that does not tell enough. ERROR, which holds it too: figures that
 * cannot be read.
 *
 * @param verdict of the look
 * @param reason one sentence
 * @param metrics by rule
 */
public record Analysis(Verdict verdict, String reason, List<MetricResult> metrics) {

    private static final int ALL = 100;

    /** A look for which no figures could be read. */
    static Analysis unreadable(String why) {
        return new Analysis(Verdict.ERROR, "the figures could not be read: " + why, List.of());
    }

    /**
     * @param history with the look to judge as its last one
     * @param elapsed since the first traffic of the canary
     * @param detailed whether people read it, so that intervals and words are worth the time
     */
    static Analysis of(RolloutDefinition definition, History history, Duration elapsed, boolean detailed) {
        List<MetricResult> metrics = new ArrayList<>();
        for (int rule = 0; rule < history.rules().size(); rule++) {
            metrics.add(new RuleAnalysis(definition, history, rule, elapsed, detailed).judge());
        }
        Optional<MetricResult> failed = first(metrics, Verdict.FAIL);
        if (failed.isPresent()) {
            return new Analysis(Verdict.FAIL, "'" + failed.get().name() + "': " + failed.get().reason(), metrics);
        }
        Look last = history.last();
        boolean alone = last.weight() == ALL;
        if (alone && history.worseAlone()) {
            return new Analysis(Verdict.FAIL, aloneFacts(history) + ", more than the stable version had", metrics);
        }
        Optional<String> doubt = doubt(definition, history, last);
        if (doubt.isPresent()) {
            return new Analysis(Verdict.INCONCLUSIVE, doubt.get(), metrics);
        }
        if (alone) {
            return new Analysis(Verdict.PASS, aloneFacts(history), metrics);
        }
        return first(metrics, Verdict.INCONCLUSIVE)
                .map(metric -> new Analysis(Verdict.INCONCLUSIVE, "'" + metric.name() + "': " + metric.reason(), metrics))
                .orElseGet(() -> new Analysis(Verdict.PASS, passed(definition, history, last), metrics));
    }

    private static Optional<MetricResult> first(List<MetricResult> metrics, Verdict verdict) {
        for (MetricResult metric : metrics) {
            if (metric.verdict().isPresent() && metric.verdict().get() == verdict) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }

    private static String passed(RolloutDefinition definition, History history, Look last) {
        String requests = grouped(history.atWeight()) + " requests to the canary";
        if (definition.abTest().isPresent()) {
            return "the canary is better, after " + requests;
        }
        return last.weight() == definition.lastConcurrentWeight()
                ? "every rule is kept, after " + requests + " at this weight"
                : "no rule is broken with certainty after " + requests;
    }

    /** Why the look does not tell enough to go on. */
    private static Optional<String> doubt(RolloutDefinition definition, History history, Look last) {
        if (last.canary().isEmpty()) {
            return Optional.of("the canary has no figures that follow on the last ones: it was started anew, or is gone");
        }
        if (last.stable().isEmpty()) {
            return Optional.of("the stable version has no figures that follow on the last ones: it was started anew, or is gone");
        }
        if (history.atWeight() < definition.minRequests()) {
            return Optional.of("the canary got " + grouped(history.atWeight()) + " of the " + grouped(definition.minRequests())
                    + " requests that are wanted at this weight");
        }
        if (last.weight() < ALL && !history.concurrentAtWeight()) {
            return Optional.of("the stable version got no requests at this weight, so there is nothing to compare with");
        }
        return Optional.empty();
    }

    private static String aloneFacts(History history) {
        return grouped(history.alone().errors()) + " errors in " + grouped(history.alone().requests()) + " requests with all traffic on the canary";
    }

    private static String grouped(long number) {
        return number < 1000 ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }
}
