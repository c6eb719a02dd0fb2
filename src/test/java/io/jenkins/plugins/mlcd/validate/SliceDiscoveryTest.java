package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static io.jenkins.plugins.mlcd.validate.GateHarness.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SliceDiscoveryTest {

    private static Slices find(FakeRun run) throws IOException {
        return decide(run, Optional.empty(), "accuracy >= 0.5").slices().get("old");
    }

    @Test
    void findsTheWriterThatTheModelDoesNotRead() throws IOException {
        FakeRun run = run(2000, i -> i % 8 != 0 || i % 3 != 0, i -> ", \"slices\": {\"writer\": \"w" + i % 8 + "\", \"device\": \"d" + i % 7 + "\"}");
        FakeRun baseline = run(2000, i -> true, i -> ", \"slices\": {\"writer\": \"w" + i % 8 + "\", \"device\": \"d" + i % 7 + "\"}");
        Validation validation = decide(run, Optional.of(baseline), "accuracy >= 0.5");
        Slices slices = validation.slices().get("old");
        assertThat(validation.verdict()).as("what is found decides nothing").isEqualTo(Verdict.PASS);
        assertThat(slices.worst()).hasSize(1);
        SliceFinding finding = slices.worst().get(0);
        assertThat(finding.slice()).isEqualTo("writer:w0");
        assertThat(finding.samples()).isEqualTo(250);
        assertThat(finding.accuracy()).isCloseTo(1 - 84 / 250.0, within(1e-12));
        assertThat(finding.rest()).isEqualTo(1);
        assertThat(finding.baseline()).hasValue(1);
        assertThat(finding.gap().contains(84 / 250.0)).isTrue();
        assertThat(finding.pValue()).isLessThan(1e-10);
        assertThat(slices.fields()).containsExactly("label", "writer", "device");
    }

    @Test
    void findsTheQuantileOfANumber() throws IOException {
        FakeRun run = run(3000, i -> i % 100 < 80 || i % 2 == 0, i -> ", \"age\": " + (20 + i % 100 / 2.0));
        Slices slices = find(run);
        assertThat(slices.worst()).extracting(SliceFinding::slice).containsExactly("age >= 60.00");
        assertThat(slices.worst().get(0).samples()).isEqualTo(600);
    }

    @Test
    void findsThePairThatNoFieldAloneExplains() throws IOException {
        FakeRun run = run(6000, i -> i % 3 != 0 || i % 4 != 0 || i % 5 < 3, i -> ", \"slices\": {\"writer\": \"w" + i % 3 + "\", \"device\": \"d" + i % 4 + "\"}");
        assertThat(find(run).worst()).extracting(SliceFinding::slice)
                .containsExactly("writer:w0&device:d0", "device:d0", "writer:w0");
    }

    @Test
    void aPairOfABadFieldAndAnyOtherIsNoFindingOfItsOwn() throws IOException {
        FakeRun run = run(6000, i -> i % 3 != 0 || i % 7 < 5, i -> ", \"slices\": {\"writer\": \"w" + i % 3 + "\", \"device\": \"d" + i % 4 + "\"}");
        assertThat(find(run).worst()).extracting(SliceFinding::slice).containsExactly("writer:w0");
    }

    @Test
    void aFindingCanBeWrittenAsACheck() throws IOException {
        FakeRun run = run(6000, i -> i % 3 != 0 || i % 4 != 0 || i % 5 < 3, i -> ", \"slices\": {\"writer\": \"w" + i % 3 + "\", \"device\": \"d" + i % 4 + "\"}");
        SliceFinding worst = find(run).worst().get(0);
        CheckResult check = GateHarness.only(decide(run, Optional.empty(), "accuracy[slice=" + worst.slice() + "] >= 0.9"));
        assertThat(check.value()).hasValue(worst.accuracy());
    }

    @Test
    void aModelThatIsAlwaysRightHasNoWorstSlice() throws IOException {
        assertThat(find(run(500, i -> ", \"slices\": {\"writer\": \"w" + i % 8 + "\"}")).worst()).isEmpty();
    }

    @Test
    void fewSamplesAreNoSlice() throws IOException {
        Slices slices = find(run(500, i -> i % 50 != 0, i -> ", \"slices\": {\"writer\": \"w" + i % 50 + "\"}"));
        assertThat(slices.looked()).isZero();
    }

    @Test
    void binsHoldEquallyManySamplesInWhateverOrderTheyCome() {
        List<Double> values = LongStream.range(0, 100_000).mapToObj(i -> 1.7e9 + i * 0.01).collect(Collectors.toList());
        List<NumberCells.Bin> rising = bins(values);
        Collections.shuffle(values, new Random(1));
        assertThat(bins(values)).isEqualTo(rising).hasSize(5).allSatisfy(bin -> assertThat(bin.cell().samples()).isBetween(19_900L, 20_100L));
        assertThat(rising.get(1).from()).isEqualTo(rising.get(0).to()).isCloseTo(1.7e9 + 200, within(2.0));
    }

    @Test
    void binsOrderNegativeNumbersBelowPositiveOnes() {
        List<Double> values = IntStream.range(0, 1000).mapToObj(i -> (i - 500) / 7.0).toList();
        assertThat(bins(values)).extracting(NumberCells.Bin::from).isSorted();
        assertThat(bins(values).get(2).from()).isCloseTo(-100 / 7.0, within(0.2));
    }

    @Test
    void oneNumberOnlyIsOneBin() {
        assertThat(bins(Collections.nCopies(100, 0.0))).hasSize(1);
        assertThat(bins(List.of(-0.0, 0.0))).hasSize(1);
    }

    private static List<NumberCells.Bin> bins(List<Double> values) {
        NumberCells cells = new NumberCells();
        values.forEach(value -> cells.add(value, 1, 0));
        return cells.bins(5);
    }
}
