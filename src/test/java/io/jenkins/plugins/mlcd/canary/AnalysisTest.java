package io.jenkins.plugins.mlcd.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Moments;
import io.jenkins.plugins.mlcd.target.Calibration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {

    private static final double ALPHA = 0.05;

    /** One look at 25 percent: requests and errors of both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            # canary     | stable      | verdict      | reason
            100 | 0      | 300 | 0     | PASS         | no rule is broken with certainty after 100 requests
            100 | 4      | 300 | 3     | PASS         | no rule is broken with certainty
            100 | 30     | 300 | 3     | FAIL         | worse than the rule allows
            100 | 100    | 300 | 0     | FAIL         | worse than the rule allows
            20  | 20     | 300 | 0     | FAIL         | worse than the rule allows
            20  | 0      | 300 | 0     | INCONCLUSIVE | got 20 of the 50 requests
            0   | 0      | 300 | 0     | INCONCLUSIVE | got 0 of the 50 requests
            100 | 0      | 0   | 0     | INCONCLUSIVE | nothing to compare with
            """)
    void judgesErrors(long canary, long canaryErrors, long stable, long stableErrors, Verdict verdict, String reason) {
        Analysis analysis = judge(definition(), List.of(look(25, figures(canary, canaryErrors), figures(stable, stableErrors))));
        assertThat(analysis.verdict()).as(analysis.reason()).isEqualTo(verdict);
        assertThat(analysis.reason()).contains(reason);
    }

    @Test
    void figuresThatDoNotFollowOnTheLastOnesHoldTheWeight() {
        Look gone = new Look(25, Optional.empty(), Optional.of(figures(300, 0)));
        Look other = new Look(25, Optional.of(figures(100, 0)), Optional.empty());
        assertThat(judge(definition(), List.of(gone)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judge(definition(), List.of(other)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(figures(5, 0).since(figures(6, 0))).as("a counter fell").isEmpty();
        Figures notANumber = new Figures(5, 0, List.of(1.0), List.of(5L, 0L), Double.NaN, Moments.NONE, 0, 0);
        assertThat(notANumber.since(figures(0, 0))).isEmpty();
    }

    @Test
    void withAllTrafficTheCanaryIsComparedWithWhatTheStableVersionDidBefore() {
        Look before = look(50, figures(500, 1), figures(500, 1));
        Look good = look(100, figures(1000, 2), Figures.NONE);
        Look bad = look(100, figures(1000, 100), Figures.NONE);
        assertThat(judge(definition(), List.of(before, good)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(definition(), List.of(before, bad)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void figuresThatServersDoNotGiveAreLeftOutUnlessTheyWereAskedFor() {
        Look look = look(25, figures(100, 0), figures(300, 0));
        assertThat(judge(definition(), List.of(look)).metrics().get(3).verdict()).isEmpty();
        RolloutDefinition chosen = RolloutDefinition.builder(List.of(25, 100), 60).metrics(List.of("accuracy >= stable - 0.02"), List.of()).build();
        assertThat(judge(chosen, List.of(look)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void evidenceBeyondAllDoubtIsStillANumberThatJsonHas() {
        Look look = look(25, figures(100_000, 50_000), figures(300_000, 0));
        double evidence = judge(definition(), List.of(look)).metrics().get(0).evidence().orElseThrow();
        assertThat(evidence).isFinite().isGreaterThan(1e100);
    }

    @Test
    void theLatencyOfTheWarmUpIsNotJudged() {
        Figures slow = new Figures(100, 0, List.of(10.0, 100.0), List.of(0L, 0L, 100L), 50_000, Moments.NONE, 0, 0);
        Figures fast = new Figures(300, 0, List.of(10.0, 100.0), List.of(300L, 0L, 0L), 1500, Moments.NONE, 0, 0);
        Look look = look(25, slow, fast);
        assertThat(judge(definition(), List.of(look)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(definition(), List.of(look, look)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error_rate >= stable", "accuracy <= stable", "cpu <= stable", "old.error_rate <= stable",
                "latency_mean_ms <= 200", "accuracy >= 1 - stable", "error_rate <= baseline", "recall[class=7] >= stable"
            })
    void refusesARuleThatMakesNoSense(String rule) {
        assertThatThrownBy(() -> MetricRule.parse(rule)).hasMessageContaining("'" + rule + "'");
    }

    /**
     * Stated: over all default rules and 100 looks (judged every tenth, which the power test does too), a canary that is as good as the stable version is rolled back in at most
     * 5 % of rollouts.
     */
    @Test
    void falseRollbacksAreAtMostAlphaOverAllRulesAndLooks() {
        assertThat(failures(0.05, 0, 200, 100)).isLessThanOrEqualTo(ALPHA);
    }

    /** Stated: 5 % more errors are found in at least 95 % of rollouts within 20 looks of 40 requests to the canary. */
    @Test
    void worseCanariesAreFound() {
        assertThat(failures(0.005, 0.05, 200, 20)).isGreaterThanOrEqualTo(0.95);
    }

    /** Nine of ten requests of the canary are answered with little confidence, at which both versions are wrong every second time. */
    @Test
    void aCanaryThatIsLessSureWhereThatMeansWrongIsFoundByItsEstimatedAccuracy() {
        Figures canary = sure(List.of(900L, 100L), List.of(50L, 60L), List.of(25L, 59L));
        Figures stable = sure(List.of(100L, 900L), List.of(50L, 900L), List.of(25L, 890L));
        RolloutDefinition definition = RolloutDefinition.builder(List.of(25, 100), 60).metrics(List.of("estimated_accuracy >= stable - 0.02"), List.of()).build();
        Analysis analysis = judge(definition, List.of(look(25, canary, stable)));
        assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
        MetricResult result = analysis.metrics().get(0);
        assertThat(result.canary().orElseThrow()).isBetween(0.5, 0.65);
        assertThat(result.stable().orElseThrow()).isBetween(0.9, 0.97);
        assertThat(result.interval().get(0)).isLessThan(result.canary().orElseThrow());
        assertThat(result.interval().get(1)).isGreaterThan(result.canary().orElseThrow()).isLessThan(1);
        assertThat(judge(definition, List.of(look(25, stable, stable))).verdict()).isNotEqualTo(Verdict.FAIL);
    }

    @Test
    void fewLabelsLeaveTheEstimatedAccuracyOut() {
        Figures figures = sure(List.of(900L, 100L), List.of(50L, 49L), List.of(25L, 49L));
        assertThat(judge(definition(), List.of(look(25, figures, figures))).metrics().get(4).verdict()).isEmpty();
    }

    private static Figures sure(List<Long> counts, List<Long> labelled, List<Long> correct) {
        return new Figures(1000, 0, List.of(10.0), List.of(1000L, 0L), 5000, Moments.NONE, 0, 0,
                new Calibration(List.of(0.9), counts, labelled, correct), Map.of(), Map.of());
    }

    private static Analysis judge(RolloutDefinition definition, List<Look> looks) {
        History history = History.start(definition);
        for (Look look : looks) {
            history = history.plus(look);
        }
        return Analysis.of(definition, history, Duration.ZERO, true);
    }

    private static double failures(double rate, double more, int rollouts, int looks) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        int failed = 0;
        for (int i = 0; i < rollouts; i++) {
            History history = History.start(definition());
            boolean stopped = false;
            for (int k = 0; k < looks && !stopped; k++) {
                history = history.plus(look(25, draw(random, 40, rate + more), draw(random, 120, rate)));
                stopped = Analysis.of(definition(), history, Duration.ZERO, false).verdict() == Verdict.FAIL;
            }
            failed += stopped ? 1 : 0;
        }
        return (double) failed / rollouts;
    }

    private static Figures draw(RandomGenerator random, int requests, double errorRate) {
        long errors = 0;
        long wrong = 0;
        long[] counts = new long[6];
        Long[] bins = {0L, 0L, 0L};
        Long[] rights = {0L, 0L, 0L};
        double latencySum = 0;
        Moments confidence = Moments.NONE;
        for (int i = 0; i < requests; i++) {
            errors += random.nextDouble() < errorRate ? 1 : 0;
            boolean right = random.nextDouble() >= 0.03;
            wrong += right ? 0 : 1;
            double latency = 10 * Math.exp(0.5 * random.nextGaussian());
            latencySum += latency;
            counts[(int) Math.min(5, latency / 5)]++;
            double sure = Math.max(0, 1 - 0.1 * random.nextExponential());
            confidence = confidence.plus(sure);
            int bin = sure > 0.95 ? 2 : sure > 0.8 ? 1 : 0;
            bins[bin]++;
            rights[bin] += right ? 1 : 0;
        }
        List<Long> histogram = Arrays.stream(counts).boxed().toList();
        return new Figures(
                requests, errors, List.of(5.0, 10.0, 15.0, 20.0, 25.0), histogram, latencySum, confidence, requests, wrong,
                new Calibration(List.of(0.8, 0.95), List.of(bins), List.of(bins), List.of(rights)), Map.of(), Map.of());
    }

    private static RolloutDefinition definition() {
        return RolloutDefinition.builder(List.of(5, 25, 50, 100), 60).errors(ALPHA, 0.05).build();
    }

    private static Figures figures(long requests, long errors) {
        return new Figures(requests, errors, List.of(10.0), List.of(requests, 0L), 5.0 * requests, Moments.NONE, 0, 0);
    }

    private static Look look(int weight, Figures canary, Figures stable) {
        return new Look(weight, Optional.of(canary), Optional.of(stable));
    }
}
