package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was decided on one check of one benchmark.
 *
 * @param check as written
 * @param benchmark on which it was decided
 * @param verdict absent when the check was left out, because there is no baseline to compare with
 * @param value the candidate's figure; absent when it could not be measured
 * @param interval of the value; for a comparison on pairs, of the baseline's figure plus the difference
 * @param limit with which the value was compared
 * @param baseline the baseline's figure
 * @param reason one sentence for people
 * @param slices what was decided on each slice of a family, the worst first; empty for a single figure
 */
public record CheckResult(
        String check,
        String benchmark,
        Optional<Verdict> verdict,
        OptionalDouble value,
        Optional<Interval> interval,
        OptionalDouble limit,
        OptionalDouble baseline,
        String reason,
        List<SliceResult> slices) {

    public CheckResult {
        slices = List.copyOf(slices);
    }

    static CheckResult leftOut(Check check, String benchmark, String reason) {
        return bare(check, benchmark, Optional.empty(), reason);
    }

    static CheckResult error(Check check, String benchmark, String reason) {
        return bare(check, benchmark, Optional.of(Verdict.ERROR), reason);
    }

    private static CheckResult bare(Check check, String benchmark, Optional<Verdict> verdict, String reason) {
        return new CheckResult(
                check.text(),
                benchmark,
                verdict,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                reason,
                List.of());
    }
}
