package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static io.jenkins.plugins.mlcd.validate.GateHarness.only;
import static io.jenkins.plugins.mlcd.validate.GateHarness.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Means, scores, calibration and reported intervals. */
class FigureChecksTest {

    /** Sample i has a score for the truth of 0.6 to 0.9, a latency of 1 to 5 ms, and is right when i is no multiple of ten. */
    private static FakeRun candidate(int samples) {
        return model(samples, 0);
    }

    private static FakeRun model(int samples, int harder) {
        return run(samples, i -> i % 10 != 0, i -> {
            double score = 0.6 + (i * 7 % 31) / 100.0 - harder / 100.0;
            return ", \"confidence\": 0.9, \"scores\": {\"1\": " + score + ", \"2\": " + (1 - score) + "}, \"took_ms\": "
                    + (1 + i % 5 + harder * (1 + i % 3) / 10.0) + ", \"slices\": {\"writer\": \"" + (i % 4 == 0 ? "new" : "old") + "\", \"device\": \""
                    + (i % 3 == 0 ? "pen" : "finger") + "\"}";
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            brier <= 0.15                                    | 0  | PASS
            brier <= 0.10                                    | 0  | FAIL
            log_loss <= 0.4                                  | 0  | PASS
            log_loss <= 0.2                                  | 0  | FAIL
            brier <= baseline                                | 2  | PASS
            brier <= baseline                                | -2 | FAIL
            brier <= baseline + 0.05                         | -2 | PASS
            log_loss <= 1.2 * baseline                       | -2 | PASS
            log_loss <= 0.9 * baseline                       | -2 | FAIL
            log_loss <= max(0.1, baseline)                   | 2  | PASS
            took_ms <= 3.5ms                                 | 0  | PASS
            took_ms <= 2 ms                                  | 0  | FAIL
            took_ms <= baseline                              | 2  | PASS
            took_ms <= baseline                              | -2 | FAIL
            took_ms <= 1.2 * baseline                        | -2 | PASS
            took_ms[slice=writer:new] <= 3.5ms               | 0  | PASS
            took_ms[slice=writer:*] <= 3.5ms                 | 0  | PASS
            brier[slice=writer:*] <= baseline                | -2 | FAIL
            confidence >= 0.8                                | 0  | PASS
            ece <= 0.02                                      | 0  | PASS
            ece <= baseline                                  | 0  | PASS
            ece[slice=writer:new] <= 0.5                     | 0  | PASS
            accuracy[slice=writer:new&device:pen] >= 0.76    | 0  | PASS
            accuracy[slice=writer:new&device:*] >= 0.85      | 0  | FAIL
            accuracy[slice=writer:new&device:x] >= 0.8       | 0  | ERROR
            recall[class=*] >= 0.85                          | 0  | PASS
            precision[class=*] >= 0.85                       | 0  | FAIL
            accuracy >= 0.99 * baseline                      | 0  | PASS
            error_rate <= 1.2 * baseline                     | 0  | PASS
            """)
    void decidesEveryFigureOfPredictionsOnItsInterval(String check, int baselineHarder, Verdict verdict) throws IOException {
        CheckResult result = only(decide(candidate(3000), Optional.of(model(3000, baselineHarder)), check));
        assertThat(result.verdict()).as(result.reason()).contains(verdict);
        if (verdict != Verdict.ERROR) {
            assertThat(result.interval().orElseThrow().width()).as(result.reason()).isLessThan(0.6);
            assertThat(result.interval().orElseThrow().contains(result.value().orElseThrow())).as(result.reason()).isTrue();
        }
    }

    @Test
    void fewSamplesDecideNothingAndTheAdviceIsInWords() throws IOException {
        CheckResult result = only(decide(run(60, i -> i % 20 != 0, i -> ""), Optional.empty(), "accuracy >= 0.94"));
        assertThat(result.verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(result.reason()).matches(".*; it needs [0-9,]+ more rows to see 3 points");
    }

    @Test
    void threeRowsThatAreAllRightDoNotPassAMultipleOfTheBaseline() throws IOException {
        FakeRun three = run(3, i -> "");
        assertThat(decide(three, Optional.of(three), "accuracy >= 0.99 * baseline").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss <= baseline", "loss >= baseline", "brier <= baseline", "log_loss <= baseline", "ece <= baseline", "confidence >= baseline"})
    void theSameModelPassesEveryComparisonWithItself(String check) throws IOException {
        FakeRun run = run(300, i -> i % 10 != 0, i -> ", \"confidence\": 0.9, \"loss\": " + i % 3 + ", \"scores\": {\"1\": 0.9, \"2\": 0.1}");
        assertThat(decide(run, Optional.of(run), check).summary()).contains("PASS");
        FakeRun few = run(5, i -> true, i -> ", \"confidence\": 0.9, \"loss\": 0, \"scores\": {\"1\": 0.9, \"2\": 0.1}");
        assertThat(decide(few, Optional.of(few), check).summary()).as("five samples").contains("INCONCLUSIVE", "more rows to see");
    }

    @Test
    void brierIsTheSquaredDistanceOfTheScoresFromTheTruth() throws IOException {
        FakeRun one = run(40, i -> ", \"scores\": {\"1\": 0.7, \"2\": 0.2, \"3\": 0.1}");
        Validation validation = decide(one, Optional.empty(), "brier <= 1", "log_loss <= 1");
        assertThat(validation.checks().get(0).value().orElseThrow()).isCloseTo(0.09 + 0.04 + 0.01, within(1e-12));
        assertThat(validation.checks().get(1).value().orElseThrow()).isCloseTo(-Math.log(0.7), within(1e-12));
    }

    /** Always 0.9 sure and right in 9 of 10: no error. Always 0.99 sure: an error of 0.09. */
    @ParameterizedTest
    @CsvSource({"0.9, 0", "0.99, 0.09", "0.5, 0.4"})
    void theCalibrationErrorIsTheDistanceOfConfidenceFromAccuracy(double confidence, double error) throws IOException {
        FakeRun run = run(5000, i -> i % 10 != 0, i -> ", \"confidence\": " + confidence);
        assertThat(only(decide(run, Optional.empty(), "ece <= 1")).value().orElseThrow()).isCloseTo(error, within(0.01));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            latency_p99_ms <= 12 ms          | {"value": 11, "low": 10.9, "high": 11.1}                 | {"value": 10, "low": 9.9, "high": 10.1}    | PASS
            latency_p99_ms <= 12 ms          | {"value": 13, "low": 12.5, "high": 13.5}                 | 10                                         | FAIL
            latency_p99_ms <= 12 ms          | {"value": 13, "low": 11.5, "high": 14.5}                 | 10                                         | INCONCLUSIVE
            latency_p99_ms <= 12 ms          | {"value": 11.9, "low": 10, "high": 14}                   | 10                                         | INCONCLUSIVE
            latency_p99_ms <= 1.2 * baseline | {"value": 11, "low": 10.9, "high": 11.1}                 | {"value": 10, "low": 9.9, "high": 10.1}    | PASS
            latency_p99_ms <= 1.2 * baseline | {"value": 13, "low": 12.9, "high": 13.1}                 | {"value": 10, "low": 9.9, "high": 10.1}    | FAIL
            latency_p99_ms <= 1.2 * baseline | {"value": 12.5, "low": 12.4, "high": 12.6}               | {"value": 10, "low": 9, "high": 11}        | INCONCLUSIVE
            latency_p99_ms <= 1.2 * baseline | {"value": 15, "ratio": {"value": 1.1, "low": 1.05, "high": 1.15}} | 10                                | PASS
            latency_p99_ms <= 1.2 * baseline | {"value": 11, "ratio": {"value": 1.3, "low": 1.25, "high": 1.35}} | 10                                | FAIL
            latency_p99_ms <= baseline + 1   | {"value": 10.5, "ratio": {"value": 9, "low": 9, "high": 9}} | 10                                      | PASS
            latency_p99_ms <= 1.2 * baseline | 11                                                       | 10                                         | PASS
            latency_p99_ms <= 1.2 * baseline | 11                                                       | {"value": 10, "low": 7, "high": 13}        | INCONCLUSIVE
            latency_p99_ms <= 12 ms          | {"value": 11, "low": 12, "high": 13}                     | 10                                         | ERROR
            latency_p99_ms <= 12 ms          | {"value": "NaN"}                                         | 10                                         | ERROR
            latency_p99_ms <= 12 ms          | {}                                                       | 10                                         | ERROR
            """)
    void decidesReportedFiguresOnTheIntervalsThatTheirEvaluatorsGive(String check, String mine, String other, Verdict verdict)
            throws IOException {
        CheckResult result = only(decide(
                FakeRun.metricsOnly("{\"latency_p99_ms\": " + mine + "}"),
                Optional.of(FakeRun.metricsOnly("{\"latency_p99_ms\": " + other + "}")),
                check));
        assertThat(result.verdict()).as(result.reason()).contains(verdict);
    }

    @Test
    void aRatioIsShownOnTheScaleOfTheFigure() throws IOException {
        CheckResult result = only(decide(
                FakeRun.metricsOnly("{\"p99_ms\": {\"value\": 11.5, \"ratio\": {\"value\": 1.1, \"low\": 1.05, \"high\": 1.15, \"samples\": 500}}}"),
                Optional.of(FakeRun.metricsOnly("{\"p99_ms\": 10}")),
                "p99_ms <= 1.2 * baseline"));
        assertThat(result.limit()).hasValue(12);
        assertThat(result.interval().orElseThrow().low()).isCloseTo(10.5, within(1e-9));
        assertThat(result.reason()).isEqualTo("11.5000 against 10 of the baseline, measured side by side: the ratio 1.1000"
                + " (1.0500 to 1.1500, 500 samples) is <= 1.2000");
    }

    @Test
    void aReportedFigureSaysHowManyMoreRowsWouldDecide() throws IOException {
        CheckResult result = only(decide(
                FakeRun.metricsOnly("{\"p99_ms\": {\"value\": 11.5, \"low\": 10, \"high\": 13, \"samples\": 400}}"), Optional.empty(), "p99_ms <= 12 ms"));
        assertThat(result.reason()).matches(".*; it needs [0-9,]+ more rows to see a difference of 0.74");
    }

    @Test
    void whatOnlyTheMetricsFileTellsIsTakenFromThereBesidePredictions() throws IOException {
        FakeRun predictions = run(200, i -> "");
        FakeRun both = new FakeRun(Optional.of("{\"brier\": 0.2, \"accuracy\": 0.1, \"model_bytes\": 7}"), predictions.lines());
        Validation validation = decide(both, Optional.empty(), "brier <= 0.3", "accuracy >= 0.9", "model_bytes <= 1kB", "missing <= 1");
        assertThat(validation.checks().get(0).reason()).contains("as a plain number, for there are no predictions that tell it");
        assertThat(validation.checks().get(1).value()).as("counted, not claimed").hasValue(1);
        assertThat(validation.checks().get(2).verdict()).contains(Verdict.PASS);
        assertThat(validation.checks().get(3).verdict()).contains(Verdict.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ece[slice=writer:*] <= 0.1", "accuracy[slice=writer] >= 0.9", "accuracy[slice=a:*&b:*] >= 0.9", "accuracy[slice=a:] >= 0.9",
        "brier[class=7] <= 0.1"
    })
    void refusesAFigureThatCannotBeCounted(String check) {
        assertThatThrownBy(() -> Check.parseAll(List.of(check), List.of("old")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + check + "'");
    }
}
