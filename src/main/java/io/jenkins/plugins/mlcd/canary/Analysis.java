package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The verdict of one look at a rollout. FAIL needs both: the canary's figure breaks the rule, and the evidence that it is
 * worse than the stable version at the same time has reached {@code (rules + 1) / alpha}, so that the chance of a false
 * rollback, over all rules and looks of the rollout, is at most alpha. INCONCLUSIVE, which holds the weight, is every look
 * that does not tell enough: no figures, counters that started anew, too few requests. PASS is the rest.
 *
 * @param verdict of the look
 * @param reason one sentence
 * @param metrics by rule
 */
public record Analysis(Verdict verdict, String reason, List<MetricResult> metrics) {

    /** A look for which no figures could be read. */
    static Analysis unreadable(String why) {
        return new Analysis(Verdict.INCONCLUSIVE, "the figures could not be read: " + why, List.of());
    }

    /**
     * @param looks of the whole rollout, at least one, the one to judge last
     */
    static Analysis of(RolloutDefinition definition, List<Look> looks) {
        Look last = looks.get(looks.size() - 1);
        double needed = (definition.rules().size() + 1) / definition.alpha();
        List<MetricResult> metrics = new ArrayList<>();
        for (MetricRule rule : definition.rules()) {
            metrics.add(new RuleAnalysis(rule, definition.rulesAreChosen(), needed).judge(looks));
        }
        Optional<MetricResult> failed = metrics.stream()
                .filter(metric -> metric.verdict().equals(Optional.of(Verdict.FAIL)))
                .findFirst();
        if (failed.isPresent()) {
            return new Analysis(Verdict.FAIL, "'" + failed.get().name() + "': " + failed.get().reason(), metrics);
        }
        Optional<String> doubt = doubt(definition, looks, last);
        if (doubt.isPresent()) {
            return new Analysis(Verdict.INCONCLUSIVE, doubt.get(), metrics);
        }
        if (last.weight() == 100) {
            return alone(definition, looks, metrics);
        }
        return metrics.stream()
                .filter(metric -> metric.verdict().equals(Optional.of(Verdict.INCONCLUSIVE)))
                .findFirst()
                .map(metric -> new Analysis(Verdict.INCONCLUSIVE, "'" + metric.name() + "': " + metric.reason(), metrics))
                .orElseGet(() -> new Analysis(Verdict.PASS, passed(looks, last), metrics));
    }

    private static String passed(List<Look> looks, Look last) {
        return String.format(
                Locale.ROOT, "no rule is broken with certainty after %,d requests to the canary", atWeight(looks, last.weight()));
    }

    /** Why the look does not tell enough to go on. */
    private static Optional<String> doubt(RolloutDefinition definition, List<Look> looks, Look last) {
        if (last.canary().isEmpty()) {
            return Optional.of("the canary has no figures that follow on the last ones: it was started anew, or is gone");
        }
        if (last.stable().isEmpty()) {
            return Optional.of("the stable version has no figures that follow on the last ones: it was started anew, or is gone");
        }
        long requests = atWeight(looks, last.weight());
        if (requests < definition.minRequests()) {
            return Optional.of(String.format(
                    Locale.ROOT, "the canary got %,d of the %,d requests that are wanted at this weight", requests, definition.minRequests()));
        }
        if (last.weight() < 100 && looks.stream().noneMatch(look -> look.weight() == last.weight() && look.concurrent())) {
            return Optional.of("the stable version got no requests at this weight, so there is nothing to compare with");
        }
        return Optional.empty();
    }

    private static long atWeight(List<Look> looks, int weight) {
        return looks.stream()
                .filter(look -> look.weight() == weight && look.sound())
                .mapToLong(look -> look.canary().map(Figures::requests).orElse(0L))
                .sum();
    }

    /**
     * At 100 percent nothing runs beside the canary, so its errors are compared with those that the stable version had
     * earlier in the rollout: by an exact bound, at the share of alpha that the other rules left.
     */
    private static Analysis alone(RolloutDefinition definition, List<Look> looks, List<MetricResult> metrics) {
        Figures canary = sum(looks.stream().filter(look -> look.weight() == 100).flatMap(look -> look.canary().stream()).toList());
        Figures stable = sum(looks.stream().filter(look -> look.weight() < 100).flatMap(look -> look.stable().stream()).toList());
        double share = definition.alpha() / (definition.rules().size() + 1);
        double limit = definition.rules().stream()
                .filter(rule -> rule.kind() == MetricRule.Kind.ERROR_RATE)
                .findFirst()
                .map(rule -> rule.rule().limit().at(stable.requests() == 0 ? 0 : (double) stable.errors() / stable.requests()))
                .orElse(1.0);
        double proven = Proportions.clopperPearson(canary.errors(), canary.requests(), 1 - 2 * share).low();
        String facts = String.format(
                Locale.ROOT, "%,d errors in %,d requests with all traffic on the canary", canary.errors(), canary.requests());
        return proven > limit
                ? new Analysis(Verdict.FAIL, facts + ", more than the stable version had", metrics)
                : new Analysis(Verdict.PASS, facts, metrics);
    }

    static Figures sum(List<Figures> parts) {
        return parts.stream().reduce(Figures.NONE, Figures::plus);
    }

    /** One rule over all looks in which both versions served users. */
    private record RuleAnalysis(MetricRule rule, boolean chosen, double needed) {

        MetricResult judge(List<Look> looks) {
            List<Look> used = looks.stream().filter(Look::concurrent).toList();
            if (rule.kind().latency()) {
                used = used.subList(Math.min(1, used.size()), used.size());
            }
            Figures canary = sum(used.stream().flatMap(look -> look.canary().stream()).toList());
            Figures stable = sum(used.stream().flatMap(look -> look.stable().stream()).toList());
            boolean comparable = !rule.kind().latency() || used.stream().allMatch(Look::sameBuckets);
            if (!comparable || rule.kind().count(canary) == 0 || rule.kind().count(stable) == 0) {
                return nothing(looks.size());
            }
            return decided(rule.kind().value(canary), rule.kind().value(stable), Evidence.of(rule.kind(), used));
        }

        /** The first look is the canary's warm-up, so there is no latency yet, which is no reason to hold. */
        private MetricResult nothing(int looks) {
            boolean warming = rule.kind().latency() && looks <= 1;
            String reason = warming ? "left out at the first look, while the canary warms up" : "left out: no figures of it that can be compared";
            Optional<Verdict> verdict = chosen && !warming ? Optional.of(Verdict.INCONCLUSIVE) : Optional.empty();
            OptionalDouble none = OptionalDouble.empty();
            return new MetricResult(rule.rule().text(), verdict, none, none, none, none, needed, reason);
        }

        private MetricResult decided(double canary, double stable, double evidence) {
            boolean broken = !rule.kept(canary, stable);
            boolean proven = evidence >= needed;
            String reason = String.format(
                    Locale.ROOT,
                    "%.4g against %.4g of the stable version, evidence %.3g of %.3g: %s",
                    canary, stable, evidence, needed,
                    broken ? proven ? "worse than the rule allows" : "beyond the rule, but it may be chance" : "within the rule");
            return new MetricResult(
                    rule.rule().text(),
                    Optional.of(broken && proven ? Verdict.FAIL : Verdict.PASS),
                    OptionalDouble.of(canary),
                    OptionalDouble.of(stable),
                    OptionalDouble.of(rule.rule().limit().at(stable)),
                    OptionalDouble.of(evidence),
                    needed,
                    reason);
        }
    }
}
