package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static io.jenkins.plugins.mlcd.validate.GateHarness.only;
import static io.jenkins.plugins.mlcd.validate.GateHarness.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check on every slice of a field. */
class SliceChecksTest {

    /** Ten writers of {@code each} samples, of which writer 0 has {@code bad} wrong, every other one {@code good}. */
    private static FakeRun writers(int each, int bad, int good) {
        return run(10 * each, i -> i / 10 >= (i % 10 == 0 ? bad : good), i -> ", \"slices\": {\"writer\": \"w" + i % 10 + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        // samples of each, wrong of the first, wrong of the others
        "500, 20, 20, PASS",
        "500, 50, 20, INCONCLUSIVE", // 0.90: neither proven to be below, nor to be above 0.88
        "500, 55, 20, INCONCLUSIVE",
        "500, 75, 20, FAIL",
        "2000, 205, 100, PASS", // 0.8975 of the worst is not proven below, and proven to be above 0.88
        "40, 0, 0, PASS",
        "31, 1, 0, INCONCLUSIVE",
        "31, 31, 0, FAIL",
        "20, 0, 0, PASS", // all are small, and taken together
        "2, 0, 0, INCONCLUSIVE", // even together they are too few
    })
    void failsWhatIsProvenDespiteTheNumberOfSlicesAndPassesWhatIsProvenNotToBeMuchWorse(
            int each, int bad, int good, Verdict verdict) throws IOException {
        CheckResult result = only(decide(writers(each, bad, good), Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(result.verdict()).as(result.reason()).contains(verdict);
    }

    @Test
    void aSliceThatAloneWouldFailNeedNotFailAmongTen() throws IOException {
        FakeRun run = writers(500, 62, 20);
        CheckResult alone = only(decide(run, Optional.empty(), "accuracy[slice=writer:w0] >= 0.9"));
        CheckResult family = only(decide(run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(alone.verdict()).contains(Verdict.FAIL);
        assertThat(family.verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(family.slices()).hasSize(10).first().extracting(SliceResult::slice).isEqualTo("w0");
        assertThat(family.value()).isEqualTo(alone.value());
        assertThat(family.reason())
                .startsWith("of 10 slices 9 pass, 0 fail, 1 are undecided; the worst is w0: 0.8760 (0.8497 to 0.8982, 500 samples) is not >= 0.9000")
                .contains("more rows to see")
                .endsWith("by Holm's correction");
    }

    @Test
    void benjaminiAndHochbergFindMore() throws IOException {
        FakeRun run = run(5000, i -> i / 10 >= (i % 10 < 5 ? 66 : 20), i -> ", \"slices\": {\"writer\": \"w" + i % 10 + "\"}");
        CheckResult holm = only(decide(Correction.HOLM, 30, run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        CheckResult bh = only(decide(Correction.BH, 30, run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(holm.verdict()).contains(Verdict.INCONCLUSIVE);
        assertThat(bh.verdict()).contains(Verdict.FAIL);
        assertThat(bh.reason()).contains("Benjamini and Hochberg's correction");
    }

    @Test
    void smallSlicesAreJudgedTogetherAndWhatIsStillTooSmallIsSaid() throws IOException {
        FakeRun run = run(1025, i -> true, i -> ", \"slices\": {\"writer\": \"" + (i < 1000 ? "big" : "s" + i % 5) + "\"}");
        CheckResult result = only(decide(run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(result.verdict()).contains(Verdict.PASS);
        assertThat(result.slices()).hasSize(1);
        assertThat(result.reason()).endsWith("; 5 values with 25 samples in all not judged");
        result = only(decide(Correction.HOLM, 25, run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(result.slices()).extracting(SliceResult::slice).containsExactlyInAnyOrder("big", "(5 small ones)");
        assertThat(result.reason()).endsWith("; 5 values with less than 25 samples taken together");
    }

    @Test
    void twoChecksOfTheSameFamilySeeTheSameSlices() throws IOException {
        FakeRun run = run(1100, i -> true, i -> ", \"slices\": {\"writer\": \"" + (i < 1000 ? "big" : "s" + i % 20) + "\"}");
        Validation validation = decide(run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9", "accuracy[slice=writer:*] >= 0.8");
        assertThat(validation.checks()).allSatisfy(check ->
                assertThat(check.slices()).extracting(SliceResult::samples).containsExactlyInAnyOrder(1000L, 100L));
    }

    @Test
    void smallSlicesThatAreAllBadFailTogether() throws IOException {
        FakeRun run = run(1100, i -> i < 1000, i -> ", \"slices\": {\"writer\": \"" + (i < 1000 ? "big" : "s" + i % 20) + "\"}");
        CheckResult result = only(decide(run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(result.verdict()).contains(Verdict.FAIL);
        assertThat(result.slices().get(0).slice()).isEqualTo("(20 small ones)");
    }

    @Test
    void samplesWithoutTheFieldBelongToNoSlice() throws IOException {
        FakeRun run = run(1000, i -> i >= 500, i -> i < 500 ? "" : ", \"slices\": {\"writer\": \"w" + i % 2 + "\"}");
        CheckResult result = only(decide(run, Optional.empty(), "accuracy[slice=writer:*] >= 0.9"));
        assertThat(result.slices()).extracting(SliceResult::samples).containsExactly(250L, 250L);
        assertThat(only(decide(run, Optional.empty(), "accuracy[slice=reader:*] >= 0.9")).verdict()).contains(Verdict.ERROR);
    }

    @Test
    void everyFieldCanBeSlicedByAlsoNumbersAndBooleansBesideSlices() throws IOException {
        FakeRun run = run(400, i -> i % 4 != 0, i -> ", \"hour\": " + i % 4 + ", \"night\": " + (i % 4 == 0));
        assertThat(only(decide(run, Optional.empty(), "accuracy[slice=hour:0] >= 0.9")).value()).hasValue(0);
        assertThat(only(decide(run, Optional.empty(), "accuracy[slice=night:false] >= 0.9")).value()).hasValue(1);
        assertThat(only(decide(run, Optional.empty(), "accuracy[slice=hour:*] >= 0.9")).slices()).hasSize(4);
    }

    @Test
    void againstTheBaselineEachSliceIsComparedOnItsOwnPairs() throws IOException {
        CheckResult result = only(decide(writers(500, 60, 20), Optional.of(writers(500, 20, 20)), "accuracy[slice=writer:*] >= baseline - 0.01"));
        assertThat(result.verdict()).contains(Verdict.FAIL);
        assertThat(result.baseline()).hasValue(0.96);
        assertThat(result.slices()).extracting(SliceResult::verdict).containsOnlyOnce(Verdict.FAIL);
        assertThat(result.slices().get(0).reason()).contains("alone right on 0 samples, the baseline on 40");
    }

    @Test
    void aCorrectionIsOneOfTwo() {
        assertThat(Correction.parse("bh")).isEqualTo(Correction.BH);
        assertThatThrownBy(() -> Correction.parse("bonferroni")).hasMessage("correction 'bonferroni' is neither 'holm' nor 'bh'");
    }
}
