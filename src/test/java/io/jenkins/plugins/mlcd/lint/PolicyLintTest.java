package io.jenkins.plugins.mlcd.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.mlcd.canary.MetricRule;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLintTest {

    private static final String RECORD = """
            {"model": "m:1", "baseline": "m:0", "confidence": 0.95, "tolerance": 0.02, "verdict": "PASS", "benchmarks": [
              {"name": "old", "samples": 40, "candidate": {"accuracy": 0.975, "latency_p99_ms": 12.5, "writer_score": 3},
               "baseline": {"accuracy": 0.97, "latency_p99_ms": 11},
               "slices": {"worst": [{"slice": "writer:new", "samples": 12, "accuracy": 0.9}]}}],
             "checks": [{"check": "accuracy >= baseline - 0.05", "benchmark": "old", "verdict": "PASS", "value": 0.975, "interval": [0.93, 0.99],
                         "limit": 0.92, "baseline": 0.97, "reason": ""}]}""";

    private static GatePolicy gate(String check) {
        return new GatePolicy(List.of("old"), List.of(check), 0.95, 0.02);
    }

    private static GateFacts facts() throws JsonProcessingException {
        return new GateFacts(Json.parseObject(RECORD));
    }

    private static String only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "accuracy >= 0|error|can never fail: accuracy is always from 0 to 1",
        "accuracy > -0.1|error|can never fail",
        "accuracy >= 1.1|error|can never pass: accuracy is always from 0 to 1; did you mean 1.1%?",
        "accuracy >= 97|error|did you mean 97%?",
        "accuracy > 1|error|can never pass",
        "accuracy >= baseline - 1|error|can never fail: accuracy is always from 0 to 1, and the margin is 1",
        "accuracy >= baseline + 1.1|error|can never pass",
        "accuracy >= baseline - 0.6|warning|hardly ever fails: it lets the figure be 0.6 worse",
        "error_rate <= 0.95|warning|hardly ever fails: it passes when 95 of 100 are wrong; did you mean 0.05?",
        "error_rate <= 1|error|can never fail",
        "error_rate < 0|error|can never pass",
        "accuracy >= 5%|warning|hardly ever fails: 0.05 is met by guessing",
        "accuracy <= 0.97|warning|passes when accuracy is bad",
        "error_rate >= 0.01|warning|did you mean <=?",
        "latency_p99_ms >= 20|warning|did you mean <=?",
        "latency_p99_ms <= -1|error|can never pass: latency_p99_ms is never below 0",
        "latency_p99_ms <= 20MB|error|cannot be read: 'MB' is a size",
        "latency_p99 <= 20ms|error|cannot be read: 'ms' is a time",
        "model_bytes <= 5|warning|did you mean 5MB?",
        "acuracy >= 0.9|warning|names 'acuracy', which is not known; did you mean 'accuracy'?",
        "new.accuracy >= 0.9|error|names the benchmark 'new', but there are only [old]",
        "accuracy|error|cannot be read"})
    void findsWhatIsWrongWithACheck(String check, String severity, String message) {
        assertThat(only(gate(check).lint(Optional.empty()))).startsWith(severity + ": '" + check + "' ").contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "accuracy >= 0.97", "accuracy >= baseline - 0.005", "accuracy > baseline", "latency_p99_ms <= 1.2 * baseline", "model_bytes <= 5MB",
        "recall[class=7] >= 0.9", "accuracy[slice=writer:new] >= 0.9", "brier <= baseline", "error_rate <= 0.05", "healthy >= 1",
        "malformed_failures <= 0", "memory_growth_bytes <= 2kB", "throughput_rps >= 200", "my_own_score >= 12", "log_loss <= baseline + 0.1"})
    void findsNothingWhereNothingIsWrong(String check) {
        assertThat(gate(check).lint(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "writer_scor >= 2|names 'writer_scor', which was not reported by the benchmark 'old' last time; did you mean 'writer_score'?",
        "my_own_score >= 12|which was not reported by the benchmark 'old' last time",
        "accuracy >= 1.1 * baseline|cannot pass now: the baseline's accuracy was 0.97 last time, so the limit would be 1.07",
        "accuracy >= 0.97|cannot pass on the 40 samples of the benchmark 'old': even without a mistake that takes 52",
        "accuracy[slice=writer:new] >= 0.9|cannot pass on the 12 samples of the benchmark 'old'"})
    void theLastBuildTellsMore(String check, String message) throws Exception {
        assertThat(only(gate(check).lint(Optional.of(facts())))).contains(message);
    }

    @Test
    void theLastBuildLetsPassWhatItReported() throws Exception {
        for (String check : List.of("writer_score >= 2", "latency_p99_ms <= 1.2 * baseline", "accuracy >= 0.9", "accuracy >= baseline - 0.01")) {
            assertThat(gate(check).lint(Optional.of(facts()))).as(check).isEmpty();
        }
    }

    @Test
    void canaryRulesAreJudgedAlike() {
        assertThat(only(new CanaryPolicy(List.of("error_rate <= stable + 1")).lint())).contains("can never fail");
        assertThat(only(new CanaryPolicy(List.of("accuracy >= stable - 1")).lint())).contains("can never fail");
        assertThat(new CanaryPolicy(List.of("error_rate <= 0.95")).lint()).extracting(Finding::toString)
                .anyMatch(text -> text.contains("hardly ever fails"));
        assertThat(new CanaryPolicy(MetricRule.DEFAULTS).lint()).isEmpty();
    }

    private static MonitorPolicy watch(Sensitivity sensitivity, OptionalInt violations, String within, int count) {
        Duration period = Duration.parse("PT" + within.toUpperCase());
        return new MonitorPolicy(List.of(new MonitorPolicy.WatchRule("drift", Sensitivities.STANDARD.of(sensitivity, violations, Optional.of(period)))), Duration.ofMinutes(1), count);
    }

    @Test
    void sensitivitiesThatCannotBeReachedAreFound() {
        assertThat(only(watch(Sensitivity.LOW, OptionalInt.of(9), "1h", 8).lint())).contains("can never be raised: it needs 9 violated windows");
        assertThat(only(watch(Sensitivity.LOW, OptionalInt.of(9), "5m", 60).lint())).contains("5 of them lie within 300 s");
        assertThat(only(watch(Sensitivity.LOW, OptionalInt.empty(), "1h", 3).lint())).startsWith("warning").contains("every one of 3 windows");
        assertThat(watch(Sensitivity.MEDIUM, OptionalInt.empty(), "1h", 60).lint()).isEmpty();
        assertThat(watch(Sensitivity.HIGH, OptionalInt.empty(), "1h", 1).lint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sum(rate(http_requests_total[5m]))", "sum(rate(e[5m])) / sum(rate(r[5m]))", "100 * sum(x)", "scalar(x)", "count(up == 0)",
        "histogram_quantile(0.99, sum by (le) (rate(latency_bucket[5m])))", "histogram_quantile(0.99, sum(rate(b[5m])) by (le))", "sum by () (x)", "1"})
    void queriesOfOneSeriesPass(String query) {
        assertThat(QueryLint.findings(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http_requests_total", "rate(http_requests_total[5m])", "sum by (job) (x)", "sum(x) by (job, pod)", "avg without (pod) (x)", "topk(3, x)",
        "rate(e[5m]) / rate(r[5m])", "histogram_quantile(0.99, rate(b[5m]))", "histogram_quantile(0.9, sum by (le, pod) (rate(b[5m])))"})
    void queriesOfSeveralSeriesAreFound(String query) {
        assertThat(only(QueryLint.findings(query))).contains("may return several series");
    }

    @Test
    void replaysAPolicyOnRecordedFigures() throws Exception {
        PolicyReplay replay = PolicyReplay.of(
                new GatePolicy(List.of("old"), List.of("accuracy >= baseline - 0.01", "accuracy >= 0.99", "latency_p99_ms <= baseline", "nothing >= 1"), 0.95, 0.02), facts());
        assertThat(replay.then()).hasValueSatisfying(then -> assertThat(then.name()).isEqualTo("PASS"));
        assertThat(replay.checks()).extracting(check -> check.verdict().name())
                .containsExactly("INCONCLUSIVE", "INCONCLUSIVE", "FAIL", "ERROR");
        assertThat(replay.checks()).extracting(PolicyReplay.Check::exact).containsExactly(true, true, false, true);
        assertThat(replay.checks().get(0).reason()).isEqualTo("0.975 (0.93 to 0.99) is >= 0.96");
        assertThat(replay.now().name()).isEqualTo("ERROR");
        PolicyReplay same = PolicyReplay.of(gate("accuracy >= baseline - 0.05"), facts());
        assertThat(same.now().name()).isEqualTo("PASS");
        assertThat(PolicyReplay.of(gate("accuracy >= 0.999"), facts()).checks().get(0).reason()).contains("0.975 (");
    }
}
