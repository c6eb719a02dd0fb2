package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides one check on what one benchmark measured. */
final class CheckEvaluator {

    private final Gate gate;

    CheckEvaluator(Gate gate) {
        this.gate = gate;
    }

    CheckResult evaluate(Check check, BenchmarkResult benchmark) {
        if (benchmark.error().isPresent()) {
            return CheckResult.error(check, benchmark.name(), benchmark.error().get());
        }
        boolean relative = check.rule().limit().relative();
        if (relative && benchmark.baseline().isEmpty()) {
            return CheckResult.leftOut(check, benchmark.name(), "left out: there is no baseline yet, this is the first model");
        }
        try {
            Counted counted = benchmark.counted().get(check.rule().metric());
            if (counted == null || unknown(counted, check, benchmark)) {
                return reported(check, benchmark);
            }
            return counted.question().family()
                    ? new FamilyEvaluator(gate, check, benchmark.name()).evaluate(counted)
                    : single(check, benchmark, counted);
        } catch (IllegalArgumentException e) {
            return CheckResult.error(check, benchmark.name(), e.getMessage());
        }
    }

    /** Whether the predictions say nothing of the figure, while the metrics file may. */
    private static boolean unknown(Counted counted, Check check, BenchmarkResult benchmark) {
        boolean selected = counted.groups().values().stream().anyMatch(tally -> tally.samples() > 0);
        return selected && !counted.told() && benchmark.candidate().containsKey(check.rule().metric().toString());
    }

    private CheckResult single(Check check, BenchmarkResult benchmark, Counted counted) {
        Tally tally = counted.only();
        requireTold(check, counted.question(), tally);
        if (check.rule().limit().relative() && tally.baselineSamples() == 0) {
            return counted.question().kind() == Question.Kind.OWN_SAMPLES
                    ? CheckResult.leftOut(
                            check, benchmark.name(), "left out: the baseline never predicts the class of " + check.rule().metric())
                    : CheckResult.error(
                            check, benchmark.name(), "the baseline has no prediction that counts for " + check.rule().metric());
        }
        return decide(check, benchmark.name(), tally.against(check.rule().limit()), counted.question().measure().unit());
    }

    /** A mean over those samples only that happen to tell the figure would say nothing of the others. */
    static void requireTold(Check check, Question question, Tally tally) {
        if (tally.samples() == 0) {
            throw new IllegalArgumentException("no sample of the benchmark counts for " + check.rule().metric());
        }
        requireTold("candidate", question, tally.silent(), tally.samples());
        if (check.rule().limit().relative()) {
            requireTold("baseline", question, tally.baselineSilent(), tally.baselineSamples());
        }
    }

    private static void requireTold(String role, Question question, long silent, long samples) {
        if (silent > 0) {
            throw new IllegalArgumentException(silent + " of " + samples + " predictions of the " + role + " have no finite '"
                    + question.measure().what() + "'");
        }
    }

    private CheckResult decide(Check check, String benchmark, Evidence evidence, boolean unit) {
        Decision decision = gate.decision(check.rule().comparison(), tolerance(evidence, unit), true);
        Verdict verdict = decision.verdict(evidence);
        return new CheckResult(
                check.text(),
                benchmark,
                Optional.of(verdict),
                OptionalDouble.of(evidence.value()),
                Optional.of(shown(evidence, decision.interval(evidence))),
                OptionalDouble.of(evidence.shown(evidence.limit())),
                evidence.baseline(),
                decision.reason(evidence, verdict),
                List.of());
    }

    /** In points for figures between 0 and 1, in parts of the limit for figures of any size. */
    double tolerance(Evidence evidence, boolean unit) {
        double wide = gate.tolerance() * Math.abs(evidence.shown(evidence.limit()));
        return unit ? gate.tolerance() : wide / (evidence.shown(1) - evidence.shown(0));
    }

    static Interval shown(Evidence evidence, Interval interval) {
        return new Interval(evidence.shown(interval.low()), evidence.shown(interval.high()));
    }

    /** A figure from the metrics file. */
    private CheckResult reported(Check check, BenchmarkResult benchmark) {
        String metric = check.rule().metric().toString();
        Limit limit = check.rule().limit();
        Figure mine = figure("candidate", benchmark.candidate(), metric);
        Optional<Figure> other = limit.relative()
                ? Optional.of(figure("baseline", benchmark.baseline().orElse(Map.of()), metric))
                : Optional.empty();
        Optional<Evidence> evidence = Reported.evidence(mine, other, limit, gate.confidence());
        boolean unit = Question.of(check.rule().metric(), new Columns()).filter(question -> question.measure().unit()).isPresent();
        return evidence.isPresent()
                ? decide(check, benchmark.name(), evidence.get(), unit)
                : plain(check, benchmark.name(), mine.value(), other.map(figure -> OptionalDouble.of(figure.value())).orElse(OptionalDouble.empty()), unit);
    }

    private static CheckResult plain(Check check, String benchmark, double value, OptionalDouble baseline, boolean unit) {
        Comparison comparison = check.rule().comparison();
        double bound = check.rule().limit().at(baseline.orElse(0));
        boolean holds = comparison.holds(value, bound);
        return new CheckResult(
                check.text(),
                benchmark,
                Optional.of(holds ? Verdict.PASS : Verdict.FAIL),
                OptionalDouble.of(value),
                Optional.empty(),
                OptionalDouble.of(bound),
                baseline,
                Decision.number(value) + (holds ? " is " : " is not ") + comparison.sign() + " " + Decision.number(bound)
                        + (unit ? ", as a plain number, for there are no predictions that tell it" : ""),
                List.of());
    }

    private static Figure figure(String role, Map<String, Figure> metrics, String metric) {
        Figure figure = metrics.get(metric);
        if (figure == null) {
            throw new IllegalArgumentException("the " + role + " reported no '" + metric + "', only " + metrics.keySet());
        }
        if (!Double.isFinite(figure.value())) {
            throw new IllegalArgumentException("the " + role + "'s '" + metric + "' is no finite number");
        }
        return figure;
    }
}
