package io.jenkins.plugins.mlcd.validate;

import static io.jenkins.plugins.mlcd.validate.GateHarness.decide;
import static io.jenkins.plugins.mlcd.validate.GateHarness.only;
import static io.jenkins.plugins.mlcd.validate.GateHarness.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What evaluators may write: none of it is a PASS that was not earned. */
class PredictionInputsTest {

    private static final String GOOD = "{\"id\": 1, \"label\": \"a\", \"prediction\": \"a\"}\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n"})
    void anEmptyFileIsAnError(String text) throws IOException {
        Validation validation = decide(FakeRun.predictionsOnly(text), Optional.empty(), "accuracy >= 0.5");
        assertThat(validation.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(validation.summary()).contains("the predictions file of the candidate is empty");
    }

    @Test
    void anEmptyFileOfTheBaselineIsAnotherSetOfSamples() throws IOException {
        Validation validation = decide(FakeRun.predictionsOnly(GOOD), Optional.of(FakeRun.predictionsOnly("")), "accuracy >= 0.5");
        assertThat(validation.summary()).contains("ERROR").contains("different samples: 1 only of the candidate, such as '1'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            {"label": "a", "prediction": "a"}                              | line 2 has no 'id'
            {"id": 2, "prediction": "a"}                                   | line 2 has no 'label'
            {"id": 2, "label": "a"}                                        | line 2 has no 'prediction'
            {"id": 2, "label": null, "prediction": "a"}                    | line 2 has no 'label'
            {"id": 2, "label": "a", "prediction": {"a": 1}}                | line 2 has no 'prediction'
            {"id": 2, "label": "a", "prediction": "a", "confidence": NaN}  | line 2 has the confidence NaN, which is not 0 to 1
            {"id": 2, "label": "a", "prediction": "a", "confidence": 1.2}  | line 2 has the confidence 1.2, which is not 0 to 1
            {"id": 2, "label": "a", "prediction": "a", "scores": {"a": NaN}}    | line 2 has the score NaN, which is not 0 to 1
            {"id": 2, "label": "a", "prediction": "a", "scores": {"a": "NaN"}}  | line 2 has the score NaN, which is not 0 to 1
            {"id": 2, "label": "a", "prediction": "a", "scores": {"a": -0.1}}   | line 2 has the score -0.1, which is not 0 to 1
            {"id": 2, "label": "a", "prediction": "a", "scores": {"a": 0.7}}    | line 2 has scores that add up to 0.7
            {"id": 2, "label": "a", "prediction": "a"                      | line 2 is no JSON object
            [1]                                                            | line 2 is no JSON object
            nonsense                                                       | line 2 is no JSON object
            """)
    void aLineThatIsNoPredictionIsAnErrorThatNamesIt(String line, String message) throws IOException {
        Validation validation = decide(FakeRun.predictionsOnly(GOOD + line), Optional.empty(), "accuracy >= 0.1", "brier <= 1");
        assertThat(validation.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(validation.summary()).contains("the predictions of the candidate").contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            brier <= 0.5        | 1 of 2 predictions of the candidate have no finite 'scores'
            log_loss <= 0.5     | 1 of 2 predictions of the candidate have no finite 'scores'
            ece <= 0.5          | 1 of 2 predictions of the candidate have no finite 'confidence'
            confidence >= 0.5   | 1 of 2 predictions of the candidate have no finite 'confidence'
            loss <= 0.5         | 1 of 2 predictions of the candidate have no finite 'loss'
            loss <= baseline    | 1 of 2 predictions of the candidate have no finite 'loss'
            other <= 1          | 2 of 2 predictions of the candidate have no finite 'other'
            """)
    void aFigureThatSomeSamplesDoNotTellIsAnError(String check, String message) throws IOException {
        FakeRun run = FakeRun.predictionsOnly(
                """
                {"id": 1, "label": "a", "prediction": "a", "confidence": 0.9, "scores": {"a": 0.9, "b": 0.1}, "loss": 0.1}
                {"id": 2, "label": "a", "prediction": "a", "loss": NaN}
                """);
        Validation validation = decide(run, Optional.of(run), check);
        assertThat(validation.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(validation.summary()).contains(message);
    }

    @Test
    void aClassThatTheBaselineDoesNotKnowCountsAgainstTheBaseline() throws IOException {
        String fields = ", \"scores\": {\"1\": 0.99, \"0\": 0.01}";
        FakeRun candidate = run(500, i -> fields);
        FakeRun baseline = run(500, i -> false, i -> ", \"scores\": {\"0\": 0.5, \"2\": 0.5}");
        Validation validation = decide(
                candidate, Optional.of(baseline), "recall[class=1] >= baseline", "brier <= baseline", "log_loss <= baseline");
        assertThat(validation.verdict()).as(validation.summary()).isEqualTo(Verdict.PASS);
        assertThat(only(validation).baseline()).hasValue(0);
        assertThat(validation.checks().get(2).baseline().orElseThrow()).as("a probability of 0 is no infinity").isBetween(16.0, 16.2);
    }

    @Test
    void thePrecisionOfAClassThatTheBaselineNeverPredictsHasNothingToCompareWith() throws IOException {
        CheckResult check = only(decide(run(500, i -> ""), Optional.of(run(500, i -> false, i -> "")), "precision[class=1] >= baseline"));
        assertThat(check.verdict()).isEmpty();
        assertThat(check.reason()).contains("the baseline never predicts the class of precision[class=1]");
    }

    @Test
    void differentSamplesAreRefusedAlsoWhenThereAreMany() throws IOException {
        FakeRun some = run(200_000, i -> "");
        String others = IntStream.range(200_000, 400_000)
                .mapToObj(i -> "{\"id\": " + i + ", \"label\": 1, \"prediction\": 1}")
                .collect(Collectors.joining("\n"));
        Validation validation = decide(some, Optional.of(FakeRun.predictionsOnly(others)), "accuracy >= baseline");
        assertThat(validation.summary()).contains("ERROR").contains("250000 samples found no partner");
    }

    @Test
    void aSampleThatIsNamedTwiceIsRefused() throws IOException {
        FakeRun twice = FakeRun.predictionsOnly(GOOD + GOOD);
        FakeRun two = FakeRun.predictionsOnly(GOOD.replace("1", "2") + GOOD);
        assertThat(decide(twice, Optional.of(two), "accuracy >= 0.5").summary()).contains("name the sample '1' twice");
    }

    @Test
    void aShuffledPairGivesTheSameVerdictAsAnOrderedOne() throws IOException {
        FakeRun candidate = run(2000, i -> i % 50 != 0, i -> ", \"loss\": " + i % 7 + ", \"scores\": {\"1\": 0." + (50 + i % 40) + ", \"2\": 0." + (50 - i % 40 < 10 ? "0" : "") + (50 - i % 40) + "}, \"slices\": {\"w\": " + i % 3 + "}");
        FakeRun baseline = run(2000, i -> i % 40 != 0, i -> ", \"loss\": " + i % 5 + ", \"scores\": {\"1\": 0.8, \"2\": 0.2}, \"slices\": {\"w\": " + i % 3 + "}");
        List<String> lines = new ArrayList<>(baseline.lines().orElseThrow().lines().toList());
        Collections.shuffle(lines, new Random(4));
        FakeRun shuffled = FakeRun.predictionsOnly(String.join("\n", lines));
        String[] checks = {"accuracy >= baseline", "loss <= baseline", "brier <= baseline", "accuracy[slice=w:*] >= baseline"};
        assertThat(VerdictTable.of(decide(candidate, Optional.of(shuffled), checks)))
                .isEqualTo(VerdictTable.of(decide(candidate, Optional.of(baseline), checks)));
    }

    @Test
    void aFieldOfTooManyValuesIsNoFamilyButItsNamedSlicesCount() throws IOException {
        FakeRun run = run(3000, i -> ", \"slices\": {\"user\": \"u" + i + "\"}");
        Validation validation = decide(run, Optional.empty(), "accuracy[slice=user:*] >= 0.5", "accuracy[slice=user:u2999] >= 0.01");
        assertThat(only(validation).reason()).contains("the field has more than 1000 values");
        assertThat(validation.checks().get(1).verdict()).contains(Verdict.PASS);
        assertThat(validation.slices().get("old").leftOut()).containsExactly("user (more than 1000 values)");
    }

    @Test
    void moreFieldsThanAreLookedAtAreSaidAndDoNoHarm() throws IOException {
        String fields = IntStream.range(0, 100).mapToObj(i -> ", \"f" + i + "\": \"x\"").collect(Collectors.joining());
        Validation validation = decide(run(50, i -> fields), Optional.empty(), "accuracy >= 0.9");
        assertThat(validation.slices().get("old").leftOut()).containsExactly("all fields after the first 64");
    }

    @Test
    void aFieldThatOnlyTheBaselineHasDividesNothing() throws IOException {
        FakeRun candidate = run(200, i -> i % 9 != 0, i -> ", \"loss\": 1");
        FakeRun baseline = run(200, i -> ", \"loss\": 1, \"extra\": " + i % 2);
        Validation validation = decide(candidate, Optional.of(baseline), "loss <= baseline", "accuracy[slice=extra:*] >= 0.1");
        assertThat(validation.checks().get(0).verdict()).contains(Verdict.PASS);
        assertThat(validation.checks().get(1).reason()).isEqualTo("no sample of the benchmark counts for accuracy[slice=extra:*]");
        assertThat(validation.slices().get("old").looked()).isZero();
    }

    @Test
    void objectsAndListsThatNobodyAskedForAreSkipped() throws IOException {
        FakeRun run = run(100, i -> ", \"box\": [1, 2, {\"x\": [3]}], \"meta\": {\"label\": \"9\"}, \"slices\": null, \"scores\": [1]");
        assertThat(decide(run, Optional.empty(), "accuracy >= 0.9").verdict()).isEqualTo(Verdict.PASS);
    }

    /** Lines end up cut at the border of a buffer in every way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 1 << 18})
    void readsTheSameInPiecesOfAnySize(int piece) throws IOException {
        String text = run(5000, i -> i % 10 != 0, i -> ", \"note\": \"" + "é".repeat(i % 97) + "\"").lines().orElseThrow();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RunOutput pieces = new StreamRun(() -> new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, piece));
            }
        });
        CheckResult check = only(decide(pieces, Optional.empty(), "accuracy >= 0.85"));
        assertThat(check.value()).hasValue(0.9);
        assertThat(check.reason()).contains("5,000 samples");
    }

    /** A stand-in for 10 GB: what is allocated for a line, garbage included, would not even hold its id. */
    @Test
    void takesNoMemoryForALine() throws IOException {
        long first = allocated(100_000);
        long second = allocated(600_000);
        assertThat((second - first) / (2 * 500_000.0)).as("bytes for each of a million more lines").isLessThan(32);
    }

    private static long allocated(int samples) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] line = "{\"id\": 1, \"label\": \"1\", \"prediction\": \"1\", \"confidence\": 0.5, \"slices\": {\"writer\": \"new\", \"age\": 17}}\n"
                .getBytes(StandardCharsets.UTF_8);
        RunOutput repeated = new StreamRun(() -> new InputStream() {
            private long position;

            @Override
            public int read() {
                return position == (long) samples * line.length ? -1 : line[(int) (position++ % line.length)];
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(length, (long) samples * line.length - position);
                for (int i = 0; i < count; i++) {
                    into[offset + i] = line[(int) (position++ % line.length)];
                }
                return count == 0 ? -1 : count;
            }
        });
        long before = threads.getCurrentThreadAllocatedBytes();
        decide(repeated, Optional.of(repeated), "accuracy >= 0.9");
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private record StreamRun(Supplier<InputStream> opened) implements RunOutput {

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
            return opened.get();
        }
    }
}
