package io.jenkins.plugins.mlcd.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.mlcd.expression.Metric;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.PairedProportions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Seeded simulations of what docs/reference/validate.md states. A rate that is stated as "at most 5 %" is tested with what 10,000 draws
 * may add by chance: 4 standard errors, 0.9 points.
 */
class GateRatesTest {

    private static final int DRAWS = 10_000;

    private static final double CHANCE = 0.009;

    /** What is no label of these samples: those are absent. */
    private static final Text ANOTHER = another();

    private RandomGenerator random;

    @BeforeEach
    void seed() {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261124);
    }

    /** Equal models: 2 % of the samples are right for the candidate alone and as many for the baseline alone. */
    @ParameterizedTest
    @CsvSource({
        "accuracy >= baseline, 0.02, 0.02, 300",
        "accuracy >= baseline, 0.02, 0.02, 3000",
        "accuracy >= baseline, 0.002, 0.002, 3000",
        "accuracy >= baseline - 0.005, 0.02, 0.02, 3000",
        "accuracy >= baseline - 0.005, 0.02, 0.025, 10000", // worse by exactly the margin
        "error_rate <= baseline + 0.005, 0.02, 0.025, 10000",
        "accuracy >= 0.995 * baseline, 0.02, 0.02, 3000",
    })
    void aModelThatIsAsGoodAsItsLimitFailsInAtMostFivePercent(String check, double onlyCandidate, double onlyBaseline, int samples) {
        assertThat(share(Verdict.FAIL, check, () -> pairs(check, onlyCandidate, onlyBaseline, samples))).isLessThanOrEqualTo(0.05 + CHANCE);
    }

    /** The sample sizes that the reference names, for a drop of twice the margin. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 0.02, 2500", "0.01, 0.04, 4500", "0.01, 0.08, 9000",
        "0.005, 0.02, 9000", "0.005, 0.04, 18000", "0.005, 0.08, 35000",
    })
    void aDropOfTwiceTheMarginFailsInAtLeastNinetyFivePercent(double margin, double differing, int samples) {
        String check = "accuracy >= baseline - " + margin;
        double onlyCandidate = (differing - 2 * margin) / 2;
        assertThat(share(Verdict.FAIL, check, () -> pairs(check, onlyCandidate, differing - onlyCandidate, samples)))
                .isGreaterThanOrEqualTo(0.95 - CHANCE / 2);
    }

    @ParameterizedTest
    @CsvSource({"0.97, 300", "0.97, 3000", "0.9, 50", "0.999, 2000"})
    void aRateAtItsLimitFailsInAtMostFivePercent(double accuracy, int samples) {
        DiscreteDistribution.Sampler right = binomial(samples, accuracy);
        String check = "accuracy >= " + accuracy;
        assertThat(share(Verdict.FAIL, check, () -> one(rate(right.sample(), samples)))).isLessThanOrEqualTo(0.05 + CHANCE);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 300", "0.95, 3000"})
    void aRateThatIsWorseByTheToleranceSeldomPasses(double accuracy, int samples) {
        DiscreteDistribution.Sampler right = binomial(samples, accuracy);
        String check = "accuracy >= 0.97";
        assertThat(share(Verdict.PASS, check, () -> one(rate(right.sample(), samples)))).isLessThanOrEqualTo(0.06 + CHANCE);
    }

    /** Twenty slices, all of them at their limit: the chance that any fails, whichever correction. */
    @ParameterizedTest
    @EnumSource(Correction.class)
    void anySliceOfAFamilyAtItsLimitFailsInAtMostFivePercent(Correction correction) {
        DiscreteDistribution.Sampler right = binomial(400, 0.9);
        String check = "accuracy[slice=writer:*] >= 0.9";
        assertThat(share(correction, Verdict.FAIL, check, 1000, () -> family(20, i -> rate(right.sample(), 400))))
                .isLessThanOrEqualTo(0.05 + 0.028);
    }

    @ParameterizedTest
    @EnumSource(Correction.class)
    void anySliceOfEqualModelsFailsInAtMostFivePercent(Correction correction) {
        DiscreteDistribution.Sampler differing = binomial(400, 0.05);
        String check = "accuracy[slice=writer:*] >= baseline";
        assertThat(share(correction, Verdict.FAIL, check, 1000, () -> family(20, i -> {
                    int differ = differing.sample();
                    int mine = binomial(differ, 0.5).sample();
                    return RateTally.of(new PairedProportions(400 - differ, mine, differ - mine, 0));
                })))
                .isLessThanOrEqualTo(0.05 + 0.028);
    }

    /** One of twenty slices at 0.8 instead of 0.9 or better: it is found although there are twenty. */
    @Test
    void oneBadSliceOfTwentyFailsNearlyAlways() {
        DiscreteDistribution.Sampler good = binomial(400, 0.95);
        DiscreteDistribution.Sampler bad = binomial(400, 0.8);
        String check = "accuracy[slice=writer:*] >= 0.9";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 1000, () -> family(20, i -> rate((i == 0 ? bad : good).sample(), 400))))
                .isGreaterThanOrEqualTo(0.95);
    }

    /** Fifty slices that are better than the limit by 3 points: a good model is not held back by the worst of fifty estimates. */
    @Test
    void fiftyGoodSlicesPassNearlyAlways() {
        DiscreteDistribution.Sampler right = binomial(1000, 0.93);
        String check = "accuracy[slice=writer:*] >= 0.9";
        assertThat(share(Correction.HOLM, Verdict.PASS, check, 500, () -> family(50, i -> rate(right.sample(), 1000))))
                .isGreaterThanOrEqualTo(0.95);
    }

    /** Brier's score of two models that are sure and wrong equally often: each difference is skew, their mean is not. */
    @ParameterizedTest
    @CsvSource({"300", "2000"})
    void aMeanOfPairedDifferencesOfEqualModelsFailsInAtMostFivePercent(int samples) {
        String check = "brier <= baseline";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 1000, () -> one(briers(samples, 0)))).isLessThanOrEqualTo(0.05 + 0.028);
    }

    @Test
    void aWorseBrierScoreFailsNearlyAlways() {
        String check = "brier <= baseline";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 300, () -> one(briers(2000, 0.03)))).isGreaterThanOrEqualTo(0.95);
    }

    /** A model that is as often right as it is sure has no calibration error, though every sample of its answers shows one. */
    @ParameterizedTest
    @CsvSource({"500", "3000"})
    void aCalibratedModelFailsInAtMostFivePercent(int samples) {
        String check = "ece <= 0.005";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 200, () -> one(calibration(samples, 0)))).isLessThanOrEqualTo(0.05 + 0.045);
    }

    @Test
    void twoModelsThatAreEquallyCalibratedFailInAtMostFivePercent() {
        String check = "ece <= baseline";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 200, () -> one(calibration(1000, 0.03)))).isLessThanOrEqualTo(0.05 + 0.045);
    }

    @Test
    void aModelThatIsTooSureFailsNearlyAlways() {
        String check = "ece <= 0.02";
        assertThat(share(Correction.HOLM, Verdict.FAIL, check, 100, () -> one(calibration(3000, 0.06)))).isGreaterThanOrEqualTo(0.95);
    }

    /** Three fields of 10, 6 and 4 values and their pairs, none of which has anything to do with being right. */
    @Test
    void whereNoSliceIsWorseAnyIsFoundInAtMostFivePercent() {
        int draws = 1000;
        int alarms = 0;
        for (int i = 0; i < draws; i++) {
            SliceCounts counts = slices(2000, (writer, device) -> 0.9);
            alarms += SliceDiscovery.find(counts, 0.95, 30).worst().isEmpty() ? 0 : 1;
        }
        assertThat((double) alarms / draws).isLessThanOrEqualTo(0.05 + 0.028);
    }

    @Test
    void aSliceThatIsWorseByTenPointsIsFoundNearlyAlways() {
        int found = 0;
        for (int i = 0; i < 200; i++) {
            SliceCounts counts = slices(4000, (writer, device) -> writer == 3 ? 0.8 : 0.92);
            found += SliceDiscovery.find(counts, 0.95, 30).worst().stream().anyMatch(finding -> finding.slice().equals("writer:3")) ? 1 : 0;
        }
        assertThat(found / 200.0).isGreaterThanOrEqualTo(0.95);
    }

    private interface Accuracy {
        double of(int writer, int device);
    }

    private SliceCounts slices(int samples, Accuracy accuracy) {
        Columns columns = new Columns();
        SliceCounts counts = new SliceCounts(columns);
        int[] indices = {columns.of("writer"), columns.of("device"), columns.of("region")};
        int[] sizes = {10, 6, 4};
        for (int index = 0; index < indices.length; index++) {
            for (int value = 0; value < sizes[index]; value++) {
                columns.get(indices[index]).values().code(Integer.toString(value));
            }
        }
        Row row = new Row();
        for (int i = 0; i < samples; i++) {
            row.clear(columns.size());
            for (int index = 0; index < indices.length; index++) {
                row.code(indices[index], random.nextInt(sizes[index]));
            }
            answer(row, random.nextDouble() < accuracy.of(row.code(indices[0]), row.code(indices[1])));
            counts.candidate(row);
        }
        return counts;
    }

    private static void answer(Row row, boolean right) {
        row.prediction.set(right ? row.label : ANOTHER);
        row.close();
    }

    private static Text another() {
        try (JsonParser parser = Json.mapper().createParser("\"another\"")) {
            parser.nextToken();
            Text text = new Text();
            text.set(parser);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two models that are right on the same samples mostly, and differ in how sure they are. */
    private Tally calibration(int samples, double tooSure) {
        CalibrationTally tally = new CalibrationTally();
        Row candidate = new Row();
        Row baseline = new Row();
        for (int i = 0; i < samples; i++) {
            double luck = random.nextDouble();
            double sure = 0.55 + 0.4 * random.nextDouble();
            candidate.confidence = sure + 0.05 * random.nextDouble();
            baseline.confidence = sure + 0.05 * random.nextDouble();
            answer(candidate, luck < candidate.confidence - tooSure);
            answer(baseline, luck < baseline.confidence - tooSure);
            tally.pair(candidate, baseline);
        }
        return tally;
    }

    private Tally briers(int samples, double worse) {
        Measure measure = new Measure("scores", row -> row.confidence, false, true);
        MeanTally tally = new MeanTally(measure);
        Row candidate = new Row();
        Row baseline = new Row();
        for (int i = 0; i < samples; i++) {
            double hard = random.nextDouble();
            candidate.confidence = brier(hard, worse);
            baseline.confidence = brier(hard, 0);
            tally.pair(candidate, baseline);
        }
        return tally;
    }

    private double brier(double hard, double worse) {
        double truth = 1 - 0.3 * hard - 0.2 * random.nextDouble() - (random.nextDouble() < 0.05 + worse ? 0.5 : 0);
        return 2 * (1 - truth) * (1 - truth);
    }

    private Map<String, Tally> pairs(String check, double onlyCandidate, double onlyBaseline, int samples) {
        int mine = binomial(samples, onlyCandidate).sample();
        int other = binomial(samples - mine, onlyBaseline / (1 - onlyCandidate)).sample();
        int neither = binomial(samples - mine - other, 0.01).sample();
        PairedProportions pair = new PairedProportions(samples - mine - other - neither, mine, other, neither);
        return one(RateTally.of(check.startsWith("error") ? errors(pair) : pair));
    }

    /** What counts as a success of the error rate is being wrong. */
    private static PairedProportions errors(PairedProportions right) {
        return new PairedProportions(right.neither(), right.onlySecond(), right.onlyFirst(), right.both());
    }

    private static Tally rate(long right, long samples) {
        return RateTally.of(new PairedProportions(right, 0, 0, samples - right));
    }

    private static Map<String, Tally> one(Tally tally) {
        return Map.of("", tally);
    }

    private static Map<String, Tally> family(int slices, IntFunction<Tally> tally) {
        Map<String, Tally> groups = new LinkedHashMap<>();
        IntStream.range(0, slices).forEach(i -> groups.put("w" + i, tally.apply(i)));
        return groups;
    }

    private DiscreteDistribution.Sampler binomial(int trials, double probability) {
        UniformRandomProvider bits = random::nextLong;
        return BinomialDistribution.of(trials, probability).createSampler(bits);
    }

    private static double share(Verdict verdict, String check, Supplier<Map<String, Tally>> draw) {
        return share(Correction.HOLM, verdict, check, DRAWS, draw);
    }

    private static double share(Correction correction, Verdict verdict, String check, int draws, Supplier<Map<String, Tally>> draw) {
        List<Check> checks = Check.parseAll(List.of(check), List.of("old"));
        Gate gate = new Gate(checks, 0.95, 0.02, correction, 30);
        Metric metric = checks.get(0).rule().metric();
        Question question = Question.of(metric, new Columns()).orElseThrow();
        int hits = 0;
        for (int i = 0; i < draws; i++) {
            Map<Metric, Counted> counted = Map.of(metric, new Counted(question, draw.get(), false));
            BenchmarkResult result =
                    new BenchmarkResult("old", 1, Map.of(), Optional.of(Map.of()), counted, Optional.empty(), Optional.empty());
            hits += gate.decide("m:2", Optional.of("m:1"), List.of(result)).verdict() == verdict ? 1 : 0;
        }
        return (double) hits / draws;
    }
}
