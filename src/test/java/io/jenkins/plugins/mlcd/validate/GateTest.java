package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.CONFIDENCE;
import static io.jenkins.plugins.mlcd.validate.GateHarness.TOLERANCE;
import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class GateTest {

    /** The candidate is wrong on the first samples, the baseline on those from one number to another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            # check                          | samples | wrong | baseline from-to | verdict
            accuracy >= 0.97                 | 1500    | 30    |                  | PASS
            accuracy >= 0.97                 | 1500    | 45    |                  | PASS
            accuracy >= 0.97                 | 1500    | 50    |                  | INCONCLUSIVE
            accuracy >= 0.97                 | 1500    | 80    |                  | FAIL
            accuracy > 0.97                  | 1500    | 45    |                  | INCONCLUSIVE
            accuracy >= 0.97                 | 20      | 0     |                  | INCONCLUSIVE
            accuracy >= 97%                  | 1500    | 30    |                  | PASS
            error_rate <= 0.03               | 1500    | 30    |                  | PASS
            error_rate <= 0.03               | 1500    | 80    |                  | FAIL
            recall[class=1] >= 0.97          | 1500    | 30    |                  | PASS
            recall[class=9] >= 0.97          | 1500    | 30    |                  | ERROR
            precision[class=1] >= 0.97       | 1500    | 100   |                  | PASS
            precision[class=2] >= 0.5        | 1500    | 100   |                  | FAIL
            accuracy[slice=writer:new] >= 0.97 | 1500  | 20    |                  | PASS
            accuracy[slice=writer:x] >= 0.97 | 1500    | 20    |                  | ERROR
            accuracy >= baseline - 0.005     | 1500    | 30    | 0-30             | PASS
            accuracy >= baseline - 0.005     | 1500    | 30    | 15-45            | PASS
            accuracy >= baseline - 0.005     | 1500    | 40    | 0-30             | INCONCLUSIVE
            accuracy >= baseline - 0.005     | 1500    | 60    | 0-30             | FAIL
            accuracy >= baseline             | 1500    | 30    | 0-30             | PASS
            accuracy >= baseline             | 1500    | 34    | 0-30             | INCONCLUSIVE
            accuracy >= baseline             | 1500    | 35    | 0-30             | FAIL
            error_rate <= baseline + 0.5%    | 1500    | 30    | 15-45            | PASS
            error_rate <= baseline           | 1500    | 35    | 0-30             | FAIL
            accuracy >= 0.99 * baseline      | 1500    | 30    | 0-30             | PASS
            accuracy >= max(0.5, baseline)   | 1500    | 90    | 0-30             | FAIL
            precision[class=1] >= baseline   | 1500    | 30    | 0-30             | PASS
            latency_p99_ms <= 5              | 1500    | 30    |                  | ERROR
            """)
    void decidesRatesOnTheirIntervals(String check, int samples, int wrong, String baseline, Verdict verdict) throws IOException {
        Optional<RunOutput> reference = Optional.ofNullable(baseline).map(range -> FakeRun.wrongFrom(
                Integer.parseInt(range.split("-")[0]), Integer.parseInt(range.split("-")[1]), samples));
        Validation validation = decide(FakeRun.wrongFrom(0, wrong, samples), reference, check);
        assertThat(validation.verdict()).as(validation.summary()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            latency_p99_ms <= 1.2 * baseline | {"latency_p99_ms": 12}   | {"latency_p99_ms": 10}   | PASS
            latency_p99_ms <= 1.2 * baseline | {"latency_p99_ms": 12.1} | {"latency_p99_ms": 10}   | FAIL
            model_bytes <= 5MB               | {"model_bytes": 5000001} | {}                       | FAIL
            model_bytes <= 5MB               | {"model_bytes": 5000000} | {}                       | PASS
            accuracy >= 0.97                 | {"accuracy": 0.98}       | {}                       | PASS
            accuracy >= 0.97                 | {"accuracy": "NaN"}      | {}                       | ERROR
            accuracy >= 0.97                 | {"accuracy": 1e999}      | {}                       | ERROR
            accuracy >= 0.97                 | {"accuracy": null}       | {}                       | ERROR
            accuracy >= 0.97                 | {"loss": 1}              | {}                       | ERROR
            loss <= baseline                 | {"loss": 1}              | {}                       | ERROR
            accuracy >= 0.97                 | [0.98]                   | {}                       | ERROR
            accuracy >= 0.97                 | accuracy: 0.98           | {}                       | ERROR
            """)
    void decidesPlainNumbersAndNeverPassesWithoutOne(String check, String candidate, String baseline, Verdict verdict)
            throws IOException {
        Validation validation =
                decide(FakeRun.metricsOnly(candidate), Optional.of(FakeRun.metricsOnly(baseline)), check);
        assertThat(validation.verdict()).as(validation.summary()).isEqualTo(verdict);
    }

    @Test
    void aCommandThatEndsWellWithoutMetricsIsAnError() throws IOException {
        Validation validation = decide(new FakeRun(Optional.empty(), Optional.empty()), Optional.empty(), "accuracy >= 0.5");
        assertThat(validation.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(validation.summary()).contains("wrote neither $ML_METRICS_FILE nor $ML_PREDICTIONS_FILE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            {"id":1,"label":"1","prediction":"1"}             | different samples
            {"id":0,"label":"2","prediction":"1"}             | has the label '1' for the candidate and '2' for the baseline
            {"label":"1","prediction":"1"}                    | line 1 has no 'id'
            {"id":0,"label":"1","prediction":["1"]}           | line 1 has no 'prediction'
            {"id":0,"label":"1","prediction":"1","confidence":"NaN"} | which is not 0 to 1
            not json                                          | line 1 is no JSON object
            """)
    void refusesAPairThatDoesNotFit(String baseline, String message) throws IOException {
        Validation validation = decide(
                FakeRun.wrongFrom(0, 0, 1), Optional.of(FakeRun.predictionsOnly(baseline)), "accuracy >= baseline");
        assertThat(validation.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(validation.summary()).contains(message);
    }

    @Test
    void pairsSamplesInAnyOrder() throws IOException {
        FakeRun forward = FakeRun.wrongFrom(0, 30, 1500);
        List<String> lines = new ArrayList<>(forward.lines().orElseThrow().lines().toList());
        Collections.reverse(lines);
        Validation validation =
                decide(forward, Optional.of(FakeRun.predictionsOnly(String.join("\n", lines))), "accuracy >= baseline");
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(validation.checks().get(0).reason()).contains("alone right on 0 samples, the baseline on 0");
    }

    @Test
    void theFirstModelIsJudgedOnAbsoluteChecksOnly() throws IOException {
        FakeRun candidate = FakeRun.wrongFrom(0, 30, 1500);
        Validation both = decide(candidate, Optional.empty(), "accuracy >= 0.97", "accuracy >= baseline");
        assertThat(both.verdict()).isEqualTo(Verdict.PASS);
        assertThat(both.checks().get(1).verdict()).isEmpty();
        assertThat(both.checks().get(1).reason()).contains("first model");
        assertThat(decide(candidate, Optional.empty(), "accuracy >= baseline").verdict())
                .as("nothing was found out")
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void toldHowManyMoreSamplesWouldDecide() throws IOException {
        Validation few = decide(FakeRun.wrongFrom(0, 1, 100), Optional.empty(), "accuracy >= 0.98");
        assertThat(few.checks().get(0).reason()).contains("it needs 10 more rows to see");
        assertThat(decide(FakeRun.wrongFrom(0, 1, 110), Optional.empty(), "accuracy >= 0.98").verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void zeroToleranceDemandsTheWholeInterval() throws IOException {
        List<Check> checks = Check.parseAll(List.of("accuracy >= 0.97"), List.of("old"));
        BenchmarkResult result =
                BenchmarkResult.read("old", FakeRun.wrongFrom(0, 40, 1500), Optional.empty(), checks);
        assertThat(new Gate(checks, CONFIDENCE, 0).decide("m:1", Optional.empty(), List.of(result)).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aPrefixLimitsACheckToItsBenchmark() throws IOException {
        List<Check> checks = Check.parseAll(List.of("old.accuracy >= 0.97", "new.accuracy >= 0.5"), List.of("old", "new"));
        BenchmarkResult old = BenchmarkResult.read("old", FakeRun.wrongFrom(0, 30, 1500), Optional.empty(), checks);
        BenchmarkResult young = BenchmarkResult.read("new", FakeRun.wrongFrom(0, 500, 1500), Optional.empty(), checks);
        Validation validation = new Gate(checks, CONFIDENCE, TOLERANCE).decide("m:1", Optional.empty(), List.of(old, young));
        assertThat(validation.checks()).hasSize(2);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.accuracy >= 0.9", "recall[slice=a:b] >= 0.9", "accuracy[class=7] >= 0.9", "accuracy"})
    void refusesAPolicyThatCannotBeDecided(String check) {
        assertThatThrownBy(() -> Check.parseAll(List.of(check), List.of("old"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAPolicyWithoutChecks() {
        assertThatThrownBy(() -> Check.parseAll(List.of(), List.of("old"))).hasMessageContaining("at least one check");
    }

    @Test
    void writesTheRecordAndTestResults() throws Exception {
        Validation validation = decide(
                FakeRun.wrongFrom(0, 80, 1500), Optional.empty(), "accuracy >= 0.97", "accuracy >= baseline", "bytes <= 5MB");
        ObjectNode json = ValidationJson.of(validation);
        assertThat(json.get("schema").asText()).isEqualTo("mlcd/validation");
        assertThat(json.at("/checks/0/verdict").asText()).isEqualTo("FAIL");
        assertThat(json.at("/checks/0/interval/0").asDouble()).isCloseTo(0.9365, within(0.001));
        assertThat(json.at("/checks/1/verdict").isMissingNode()).isTrue();
        assertThat(json.at("/benchmarks/0/candidate/accuracy").asDouble()).isCloseTo(0.9467, within(0.001));

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.of(validation).getBytes("UTF-8")));
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(VerdictTable.of(validation)).hasSize(4).element(1).asString().contains("FAIL").contains("accuracy >= 0.97");
    }

    @Test
    void aLineWithoutEndIsRefusedInBoundedMemory() throws IOException {
        RunOutput endless = new RunOutput() {
            @Override
            public Optional<String> metrics() {
                return Optional.empty();
            }

            @Override
            public boolean predicted() {
                return true;
            }

            @Override
            public InputStream predictions() {
                return new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                };
            }
        };
        assertThat(decide(endless, Optional.empty(), "accuracy >= 0.5").summary()).contains("is longer than 262144 bytes");
    }
}
