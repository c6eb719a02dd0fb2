package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.PairedProportions;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides one check on what one benchmark measured. */
final class CheckEvaluator {

    private final double confidence;
    private final double tolerance;

    CheckEvaluator(double confidence, double tolerance) {
        this.confidence = confidence;
        this.tolerance = tolerance;
    }

    CheckResult evaluate(Check check, BenchmarkResult benchmark) {
        if (benchmark.error().isPresent()) {
            return CheckResult.error(check, benchmark.name(), benchmark.error().get());
        }
        if (check.rule().limit().relative() && benchmark.baseline().isEmpty()) {
            return CheckResult.leftOut(check, benchmark.name(), "left out: there is no baseline yet, this is the first model");
        }
        try {
            Tally.Counted counted = benchmark.rates().get(check.rule().metric());
            return counted == null ? plain(check, benchmark) : rate(check, benchmark, counted);
        } catch (IllegalArgumentException e) {
            return CheckResult.error(check, benchmark.name(), e.getMessage());
        }
    }

    /** Coverage of both sides together when each end is a one-sided bound at the confidence. */
    private double coverage() {
        return 2 * confidence - 1;
    }

    private CheckResult rate(Check check, BenchmarkResult benchmark, Tally.Counted counted) {
        if (counted.samples() == 0) {
            return CheckResult.error(check, benchmark.name(), "no sample of the benchmark counts for " + check.rule().metric());
        }
        Limit limit = check.rule().limit();
        if (!limit.relative()) {
            return alone(check, benchmark, counted, limit.at(0), OptionalDouble.empty(), "");
        }
        if (counted.baselineSamples() == 0) {
            return CheckResult.error(
                    check, benchmark.name(), "the baseline has no prediction that counts for " + check.rule().metric());
        }
        if (counted.pair().isPresent() && limit.margin().isPresent()) {
            return paired(check, benchmark, counted, counted.pair().get(), limit.margin().getAsDouble());
        }
        double baseline = counted.baselineRate();
        String note = "; the baseline's " + Decision.number(baseline) + " is taken as exact";
        return alone(check, benchmark, counted, limit.at(baseline), OptionalDouble.of(baseline), note);
    }

    private CheckResult alone(
            Check check, BenchmarkResult benchmark, Tally.Counted counted, double limit, OptionalDouble baseline, String note) {
        double estimate = counted.candidateRate();
        Decision decision = Decision.of(
                check.rule().comparison(),
                estimate,
                limit,
                tolerance,
                counted.samples(),
                n -> Proportions.wilson(Math.round(estimate * n), n, coverage()));
        return new CheckResult(
                check.text(),
                benchmark.name(),
                Optional.of(decision.verdict()),
                OptionalDouble.of(estimate),
                Optional.of(Proportions.wilson(counted.successes(), counted.samples(), coverage())),
                OptionalDouble.of(limit),
                baseline,
                decision.reason() + note);
    }

    /** On the same samples only those on which the models differ tell something, so the difference is what is decided. */
    private CheckResult paired(
            Check check, BenchmarkResult benchmark, Tally.Counted counted, PairedProportions pair, double margin) {
        Comparison comparison = check.rule().comparison();
        Decision decision = Decision.of(
                comparison,
                pair.difference(),
                -margin,
                tolerance,
                pair.samples(),
                n -> scaled(pair, n).differenceInterval(coverage()));
        if (margin == 0) {
            decision = exact(decision, pair, comparison);
        }
        double baseline = counted.baselineRate();
        Interval difference = pair.differenceInterval(coverage());
        return new CheckResult(
                check.text(),
                benchmark.name(),
                Optional.of(decision.verdict()),
                OptionalDouble.of(counted.candidateRate()),
                Optional.of(new Interval(baseline + difference.low(), baseline + difference.high())),
                OptionalDouble.of(baseline - margin),
                OptionalDouble.of(baseline),
                String.format(
                        Locale.ROOT,
                        "%s against %s of the baseline, right alone on %,d and wrong alone on %,d samples: the difference %s",
                        Decision.number(counted.candidateRate()),
                        Decision.number(baseline),
                        pair.onlyFirst(),
                        pair.onlySecond(),
                        decision.reason()));
    }

    /** Without a margin there is an exact test, so it and not the interval says whether the candidate is proven worse. */
    private Decision exact(Decision decision, PairedProportions pair, Comparison comparison) {
        PairedProportions good = comparison.wantsLarge()
                ? pair
                : new PairedProportions(pair.both(), pair.onlySecond(), pair.onlyFirst(), pair.neither());
        double p = good.worsePValue();
        boolean worse = p <= 1 - confidence;
        if (worse == (decision.verdict() == Verdict.FAIL)) {
            return decision;
        }
        Verdict verdict = worse ? Verdict.FAIL : Verdict.INCONCLUSIVE;
        return new Decision(verdict, decision.reason() + String.format(Locale.ROOT, "; exact McNemar p = %.3f", p));
    }

    private static PairedProportions scaled(PairedProportions pair, long samples) {
        double factor = (double) samples / pair.samples();
        long onlyFirst = Math.round(pair.onlyFirst() * factor);
        long onlySecond = Math.round(pair.onlySecond() * factor);
        long neither = Math.round(pair.neither() * factor);
        return new PairedProportions(Math.max(0, samples - onlyFirst - onlySecond - neither), onlyFirst, onlySecond, neither);
    }

    private CheckResult plain(Check check, BenchmarkResult benchmark) {
        String metric = check.rule().metric().toString();
        double value = figure("candidate", benchmark.candidate(), metric);
        Limit limit = check.rule().limit();
        OptionalDouble baseline = limit.relative()
                ? OptionalDouble.of(figure("baseline", benchmark.baseline().orElse(Map.of()), metric))
                : OptionalDouble.empty();
        double bound = limit.at(baseline.orElse(0));
        boolean holds = check.rule().comparison().holds(value, bound);
        String note = check.rate().isPresent() ? ", as a plain number, for there are no predictions" : "";
        return new CheckResult(
                check.text(),
                benchmark.name(),
                Optional.of(holds ? Verdict.PASS : Verdict.FAIL),
                OptionalDouble.of(value),
                Optional.empty(),
                OptionalDouble.of(bound),
                baseline,
                Decision.number(value) + (holds ? " is " : " is not ") + check.rule().comparison().sign() + " "
                        + Decision.number(bound) + note);
    }

    private static double figure(String role, Map<String, Double> metrics, String metric) {
        Double value = metrics.get(metric);
        if (value == null) {
            throw new IllegalArgumentException("the " + role + " reported no '" + metric + "', only " + metrics.keySet());
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + role + "'s '" + metric + "' is no finite number");
        }
        return value;
    }
}
