package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gate decided on a model and why.
 *
 * @param model version of the candidate, such as {@code digits:42}
 * @param baseline version that it was compared with; absent for the first model
 * @param gate that decided
 * @param verdict the worst of all
 * @param benchmarks what was measured
 * @param checks what was decided
 * @param slices the worst slices of each benchmark that has predictions
 */
public record Validation(
        String model,
        Optional<String> baseline,
        Gate gate,
        Verdict verdict,
        List<BenchmarkResult> benchmarks,
        List<CheckResult> checks,
        Map<String, Slices> slices) {

    public Validation {
        benchmarks = List.copyOf(benchmarks);
        checks = List.copyOf(checks);
        slices = Collections.unmodifiableMap(new LinkedHashMap<>(slices));
    }

    /** One sentence: the verdict and the first check that made it. */
    public String summary() {
        String head = model + ": " + verdict;
        return checks.stream()
                .filter(check -> verdict != Verdict.PASS && check.verdict().equals(Optional.of(verdict)))
                .findFirst()
                .map(check -> head + ", '" + check.check() + "' on " + check.benchmark() + ": " + check.reason())
                .orElse(verdict == Verdict.PASS ? head + " in " + decided() + " checks" : head + ", no check could be decided");
    }

    private long decided() {
        return checks.stream().filter(check -> check.verdict().isPresent()).count();
    }
}
