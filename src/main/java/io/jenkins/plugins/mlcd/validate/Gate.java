package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy of a gate and its decision on measured benchmarks.
 *
 * @param checks at least one
 * @param confidence of each one-sided decision, above 0.5 and below 1
 * @param tolerance how far on the wrong side of a limit the interval of a passing figure may reach, 0 to 1; 0 demands the
 *     whole interval on the right side
 * @param correction for the number of slices, where a check is on all slices of a field
 * @param minSliceSamples of how many samples a slice is judged alone, at least 1
 */
public record Gate(List<Check> checks, double confidence, double tolerance, Correction correction, int minSliceSamples) {

    /** Of how many samples a slice is judged alone, when nothing else is said. */
    public static final int MIN_SLICE_SAMPLES = 30;

    public Gate {
        checks = List.copyOf(checks);
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0.5 and below 1, but is " + confidence);
        }
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("tolerance must be 0 to 1, but is " + tolerance);
        }
        if (minSliceSamples < 1) {
            throw new IllegalArgumentException("minSliceSamples must be at least 1, but is " + minSliceSamples);
        }
    }

    public Gate(List<Check> checks, double confidence, double tolerance) {
        this(checks, confidence, tolerance, Correction.HOLM, MIN_SLICE_SAMPLES);
    }

    /**
     * Decides on all checks of all benchmarks. The verdict is the worst of theirs; it is INCONCLUSIVE when all checks were
     * left out, because nothing was found out then. The worst slices are found as well, and say nothing to the verdict.
     *
     * @param model version of the candidate
     * @param baseline version that it was compared with; empty for the first model
     */
    public Validation decide(String model, Optional<String> baseline, List<BenchmarkResult> benchmarks) {
        CheckEvaluator evaluator = new CheckEvaluator(this);
        List<CheckResult> results = new ArrayList<>();
        Map<String, Slices> slices = new LinkedHashMap<>();
        for (BenchmarkResult benchmark : benchmarks) {
            for (Check check : checks) {
                if (check.appliesTo(benchmark.name())) {
                    results.add(evaluator.evaluate(check, benchmark));
                }
            }
            benchmark.slices()
                    .ifPresent(counts -> slices.put(benchmark.name(), SliceDiscovery.find(counts, confidence, minSliceSamples)));
        }
        return new Validation(model, baseline, this, verdict(benchmarks, results), benchmarks, results, slices);
    }

    Decision decision(Comparison comparison, double tolerated, boolean strict) {
        return new Decision(comparison, confidence, tolerated, strict);
    }

    private static Verdict verdict(List<BenchmarkResult> benchmarks, List<CheckResult> results) {
        Verdict measured = benchmarks.stream().anyMatch(benchmark -> benchmark.error().isPresent()) ? Verdict.ERROR : Verdict.PASS;
        Verdict decided = results.stream()
                .flatMap(result -> result.verdict().stream())
                .reduce(Verdict::and)
                .orElse(Verdict.INCONCLUSIVE);
        return measured.and(decided);
    }
}
