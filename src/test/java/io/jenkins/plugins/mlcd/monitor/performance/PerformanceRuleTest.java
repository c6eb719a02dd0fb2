package io.jenkins.plugins.mlcd.monitor.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.monitor.profile.CategoryProfile;
import io.jenkins.plugins.mlcd.monitor.profile.ConfidenceHistogram;
import io.jenkins.plugins.mlcd.monitor.profile.LabelProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.record.Verdict;
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

/** Seeded simulations of a model that is right as often as it says, validated on 1,500 samples, in watches of 20 windows. */
class PerformanceRuleTest {

    private static final PerformanceRule RULE = PerformanceRule.usual();
    private static final double LEVEL = 0.01;
    private static final int WINDOWS = 20;
    private static final int WATCHES = 100;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);

    /** Labels for all predictions, for a few, and for none: violated windows are at most the level's share of all, whatever they are judged by. */
    @ParameterizedTest
    @ValueSource(ints = {200, 40, 5, 0})
    void withoutAChangeNoMoreWindowsAreViolatedThanStated(int labels) {
        int violated = 0;
        for (int i = 0; i < WATCHES; i++) {
            Profile reference = profile(1_500, 1_500, 8, 0, true);
            Optional<JsonNode> carried = Optional.empty();
            for (int window = 0; window < WINDOWS; window++) {
                Finding finding = RULE.inspect(look(reference, profile(200, labels, 8, 0, false), carried));
                carried = finding.carried();
                violated += finding.verdict() == Verdict.FAIL ? 1 : 0;
            }
        }
        assertThat(violated / (double) (WATCHES * WINDOWS)).isLessThanOrEqualTo(LEVEL);
    }

    @Test
    void aLargeFallIsSeenInTheLabelsOfOneWindow() {
        Finding finding = RULE.inspect(look(profile(1_500, 1_500, 8, 0, true), profile(200, 200, 8, 0.3, false), Optional.empty()));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason()).startsWith("accuracy 0.").contains("by the 200 labels that came (0.").contains("in validation");
        assertThat(finding.features().get(0).test()).isEqualTo("labels");
    }

    /** Forty labels a window and a fall by a tenth: what few windows show, all together do, and say since when. */
    @Test
    void aSmallFallIsSeenInTheLabelsOfManyWindows() {
        int seen = 0;
        int together = 0;
        for (int i = 0; i < 30; i++) {
            Profile reference = profile(1_500, 1_500, 8, 0, true);
            Optional<JsonNode> carried = Optional.empty();
            Finding finding = Finding.inconclusive("");
            for (int window = 0; window < 60 && finding.verdict() != Verdict.FAIL; window++) {
                finding = RULE.inspect(look(reference, profile(100, 40, 8, window < 10 ? 0 : 0.13, false), carried));
                carried = finding.carried();
            }
            seen += finding.verdict() == Verdict.FAIL ? 1 : 0;
            together += finding.reason().contains("labels ago, by all") ? 1 : 0;
        }
        assertThat(seen).isGreaterThan(27);
        assertThat(together).isGreaterThan(10);
    }

    /** A label counts in the window in which it comes, also when there is no traffic in it. */
    @Test
    void labelsThatComeLateCount() {
        Finding finding = RULE.inspect(look(profile(1_500, 1_500, 8, 0, true), labelled(Profile.empty(), 100, 40), Optional.empty()));
        assertThat(RULE.needsTraffic()).isFalse();
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason()).contains("accuracy 0.400 by the 100 labels");
    }

    /** Less sure predictions, as calibrated as before: the expected accuracy falls with the true one. */
    @ParameterizedTest
    @CsvSource({"0, no label came", "5, 'only 5 labels came, fewer than 30'"})
    void withoutLabelsAFallIsExpectedFromConfidence(int labels, String why) {
        Finding finding = RULE.inspect(look(profile(1_500, 1_500, 8, 0, true), profile(1_000, labels, 2, 0, false), Optional.empty()));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason()).contains("expected from the confidence of 1000 predictions, because " + why);
        assertThat(finding.features().get(0).statistic()).isBetween(0.4, 0.6);
    }

    /** What confidence cannot show: the concept changes, the model is as sure as before. Labels do. */
    @Test
    void aChangeOfTheConceptIsSeenByLabelsOnly() {
        Profile reference = profile(1_500, 1_500, 8, 0, true);
        assertThat(RULE.inspect(look(reference, profile(1_000, 0, 8, 0.3, false), Optional.empty())).verdict()).isEqualTo(Verdict.PASS);
        assertThat(RULE.inspect(look(reference, profile(1_000, 100, 8, 0.3, false), Optional.empty())).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void withoutWhatItNeedsItCannotTell() {
        Profile reference = profile(1_500, 1_500, 8, 0, true);
        Profile silent = profile(1_500, 0, 8, 0, true);
        assertThat(RULE.inspect(look(silent, profile(200, 0, 8, 0, false), Optional.empty()))).satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.reason()).isEqualTo("no label came, and the reference has confidences of 0 labelled samples, fewer than the 100 that a"
                    + " calibration needs");
        });
        assertThat(RULE.inspect(look(reference, Profile.empty(), Optional.empty())).reason()).contains("no prediction with a confidence");
        assertThat(new PerformanceRule(0.05, 30, false).inspect(look(reference, profile(200, 3, 8, 0, false), Optional.empty())).reason())
                .isEqualTo("only 3 labels came, fewer than 30, and the accuracy is not to be estimated from confidence");
    }

    /** Without labels of validation the first 200 of the watch take their place. */
    @Test
    void theFirstLabelsTakeThePlaceOfValidation() {
        Profile silent = profile(1_500, 0, 8, 0, true);
        Optional<JsonNode> carried = Optional.empty();
        for (int window = 0; window < 6; window++) {
            Finding finding = RULE.inspect(look(silent, profile(50, 50, 8, 0, false), carried));
            assertThat(finding.verdict()).isEqualTo(window < 4 ? Verdict.INCONCLUSIVE : Verdict.PASS);
            carried = finding.carried();
        }
        Finding finding = RULE.inspect(look(silent, profile(50, 50, 8, 0.5, false), carried));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.reason()).contains("in the first labels");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new PerformanceRule(0, 30, true)).hasMessage("performance(leastDrop: 0.0) must be above 0 and at most 1");
        assertThatThrownBy(() -> new PerformanceRule(0.1, 0, true)).hasMessage("performance(minLabels: 0) must be at least 1");
    }

    private static Look look(Profile reference, Profile window, Optional<JsonNode> carried) {
        return Look.of(reference, window, LEVEL).carrying(carried);
    }

    private static Profile labelled(Profile window, long count, long correct) {
        return new Profile(window.samples(), window.from(), window.to(), window.features(), window.predictions(), window.categories(),
                window.confidence(), new LabelProfile(count, correct, new CategoryProfile(Map.of("a", count), 0)), window.joint(), window.embedding(),
                window.traffic(), window.slices());
    }

    /**
     * Confidences of Beta(a, 2), each right with its own chance less that share of it.
     *
     * @param labels how many of them are labelled
     * @param calibrated whether the histogram has the labels, too: that of a reference
     */
    private Profile profile(int samples, int labels, double a, double less, boolean calibrated) {
        ProfileBuilder builder = new ProfileBuilder(List.of());
        long[] counts = new long[ConfidenceHistogram.BINS];
        long[] labelled = new long[ConfidenceHistogram.BINS];
        long[] right = new long[ConfidenceHistogram.BINS];
        double[] sums = new double[ConfidenceHistogram.BINS];
        long correct = 0;
        for (int i = 0; i < samples; i++) {
            double confidence = beta(a);
            builder.add(new double[0], "a", confidence);
            int bin = ConfidenceHistogram.bin(confidence);
            counts[bin]++;
            if (i < labels) {
                boolean hit = random.nextDouble() < confidence * (1 - less);
                correct += hit ? 1 : 0;
                labelled[bin] += calibrated ? 1 : 0;
                right[bin] += calibrated && hit ? 1 : 0;
                sums[bin] += calibrated ? confidence : 0;
            }
        }
        Profile made = labelled(builder.build(), labels, correct);
        return new Profile(made.samples(), made.from(), made.to(), made.features(), made.predictions(), made.categories(),
                new ConfidenceHistogram(boxed(counts), boxed(labelled), boxed(right), Arrays.stream(sums).boxed().toList()), made.labels(),
                made.joint(), made.embedding(), made.traffic(), made.slices());
    }

    /** The a-th of a + 1 uniform numbers in rising order is Beta(a, 2). */
    private double beta(double a) {
        double[] numbers = random.doubles((long) a + 1).sorted().toArray();
        return numbers[(int) a - 1];
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
