package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.expression.Metric;
import io.jenkins.plugins.mlcd.expression.Rule;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a policy would have decided on a recorded gate.
 *
 * @param model version that was judged
 * @param then verdict that was recorded
 * @param now verdict of this policy; the worst of its checks
 * @param checks of the policy, on each benchmark; those that need a baseline only where there was one
 */
public record PolicyReplay(String model, Optional<Verdict> then, Verdict now, List<Check> checks) {

    /** Shares whose samples a recorded count of rows are. */
    private static final List<String> COUNTED = List.of("accuracy", "error_rate");

    /**
     * A check on a benchmark.
     *
     * @param exact whether it was decided on an interval of that build; otherwise on the figure alone
     */
    public record Check(String check, String benchmark, Verdict verdict, String reason, boolean exact) {}

    public static PolicyReplay of(GatePolicy policy, GateFacts facts) {
        List<Check> checks = new ArrayList<>();
        for (String text : policy.checks()) {
            Rule rule = Rule.parse(text, "baseline");
            for (String benchmark : rule.scope().map(List::of).orElseGet(facts::benchmarks)) {
                if (!rule.limit().relative() || facts.hasBaseline()) {
                    checks.add(decide(policy, rule, benchmark, facts));
                }
            }
        }
        Verdict now = checks.stream().map(Check::verdict).reduce(Verdict::and).orElse(Verdict.INCONCLUSIVE);
        Optional<Verdict> then = Optional.of(facts.record().path("verdict").asText()).filter(word -> !word.isEmpty()).map(Verdict::valueOf);
        return new PolicyReplay(facts.record().path("model").asText(), then, now, checks);
    }

    private static Check decide(GatePolicy policy, Rule rule, String benchmark, GateFacts facts) {
        Optional<String> error = facts.error(benchmark);
        if (error.isPresent() || !facts.benchmarks().contains(benchmark)) {
            return new Check(rule.text(), benchmark, Verdict.ERROR, error.orElse("the build had no such benchmark"), true);
        }
        Optional<Known> known = known(policy, rule, benchmark, facts);
        if (known.isEmpty()) {
            return new Check(rule.text(), benchmark, Verdict.ERROR, "the build recorded no " + rule.metric(), true);
        }
        Known figure = known.get();
        if (rule.limit().relative() && figure.baseline.isEmpty()) {
            return new Check(rule.text(), benchmark, Verdict.ERROR, "the build recorded no " + rule.metric() + " of the baseline", true);
        }
        double limit = rule.limit().at(figure.baseline.orElse(0));
        Verdict verdict = verdict(policy, rule, figure, limit);
        return new Check(rule.text(), benchmark, verdict, reason(rule, figure, limit), figure.interval.isPresent());
    }

    /** A figure as the record knows it. */
    private record Known(double value, Optional<Interval> interval, OptionalDouble baseline) {}

    private static Optional<Known> known(GatePolicy policy, Rule rule, String benchmark, GateFacts facts) {
        for (GateFacts.Decided decided : facts.decided(benchmark)) {
            if (about(decided.check(), rule)) {
                return Optional.of(new Known(decided.value(), decided.interval(), decided.baseline()));
            }
        }
        String metric = rule.metric().toString();
        OptionalDouble value = facts.figure(benchmark, "candidate", metric);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Interval> interval = Optional.empty();
        if (COUNTED.contains(metric) && !rule.limit().relative() && facts.samples(benchmark, Optional.empty()).isPresent()) {
            long samples = facts.samples(benchmark, Optional.empty()).getAsLong();
            interval = Optional.of(Proportions.wilson(Math.round(value.getAsDouble() * samples), samples, 2 * policy.confidence() - 1));
        }
        return Optional.of(new Known(value.getAsDouble(), interval, facts.figure(benchmark, "baseline", metric)));
    }

    /** Whether a recorded check was about the same figure in the same way: by itself, or beside the baseline. */
    private static boolean about(String recorded, Rule rule) {
        try {
            Rule other = Rule.parse(recorded, "baseline");
            Metric metric = rule.metric();
            return other.metric().equals(metric) && other.limit().relative() == rule.limit().relative();
        } catch (IllegalArgumentException e) {
            return false; // a check of a later version of mlcd
        }
    }

    private static Verdict verdict(GatePolicy policy, Rule rule, Known figure, double limit) {
        boolean holds = rule.comparison().holds(figure.value, limit);
        if (figure.interval.isEmpty()) {
            return holds ? Verdict.PASS : Verdict.FAIL;
        }
        Interval interval = figure.interval.get();
        boolean large = rule.comparison().wantsLarge();
        if (large ? interval.high() < limit : interval.low() > limit) {
            return Verdict.FAIL;
        }
        boolean unit = Domain.of(rule.metric().name()).share();
        double tolerance = unit ? policy.tolerance() : policy.tolerance() * Math.abs(limit);
        boolean sure = large ? interval.low() >= limit - tolerance : interval.high() <= limit + tolerance;
        return holds && sure ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    private static String reason(Rule rule, Known figure, double limit) {
        String interval = figure.interval
                .map(i -> " (" + RuleLint.text(i.low()) + " to " + RuleLint.text(i.high()) + ")")
                .orElse(", the figure alone");
        return RuleLint.text(figure.value) + interval + (rule.comparison().holds(figure.value, limit) ? " is " : " is not ")
                + rule.comparison().sign() + " " + RuleLint.text(limit);
    }
}
