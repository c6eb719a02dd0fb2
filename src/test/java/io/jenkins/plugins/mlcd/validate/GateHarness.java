package io.jenkins.plugins.mlcd.validate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs a gate on texts that stand for what evaluators wrote. */
final class GateHarness {

    static final double CONFIDENCE = 0.95;
    static final double TOLERANCE = 0.02;

    private GateHarness() {}

    static Validation decide(RunOutput candidate, Optional<? extends RunOutput> baseline, String... lines) throws IOException {
        return decide(Correction.HOLM, Gate.MIN_SLICE_SAMPLES, candidate, baseline, lines);
    }

    static Validation decide(
            Correction correction, int minSliceSamples, RunOutput candidate, Optional<? extends RunOutput> baseline, String... lines)
            throws IOException {
        List<Check> checks = Check.parseAll(List.of(lines), List.of("old"));
        BenchmarkResult result = BenchmarkResult.read("old", candidate, baseline.map(run -> (RunOutput) run), checks);
        return new Gate(checks, CONFIDENCE, TOLERANCE, correction, minSliceSamples)
                .decide("m:2", baseline.map(run -> "m:1"), List.of(result));
    }

    static CheckResult only(Validation validation) {
        return validation.checks().get(0);
    }

    /** Predictions of samples 0 to {@code samples - 1} of class 1; {@code fields} is what each line has besides, beginning with a comma. */
    static FakeRun run(int samples, IntFunction<Boolean> right, IntFunction<String> fields) {
        return FakeRun.predictionsOnly(IntStream.range(0, samples)
                .mapToObj(i -> "{\"id\": " + i + ", \"label\": \"1\", \"prediction\": \"" + (right.apply(i) ? 1 : 2) + "\"" + fields.apply(i) + "}")
                .collect(Collectors.joining("\n")));
    }

    /** As {@link #run(int, IntFunction, IntFunction)}, all right. */
    static FakeRun run(int samples, IntFunction<String> fields) {
        return run(samples, i -> true, fields);
    }
}
