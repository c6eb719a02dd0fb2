package io.jenkins.plugins.mlcd.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.CaptureRows;
import io.jenkins.plugins.mlcd.dataset.ContentKeys;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import io.jenkins.plugins.mlcd.labels.LabelSample.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {

    private static FillPlan plan(int budget, String... slices) {
        return new FillPlan(budget, 7, List.of(slices), List.of());
    }

    private static CaptureRow row(String prediction, double confidence, float[] values) {
        return new CaptureRow("r", "", "m:1", prediction, confidence, "", Map.of(), values);
    }

    private static CaptureRow labelled(CaptureRow row, String label) {
        return new CaptureRow(row.id(), row.at(), row.model(), row.prediction(), row.confidence(), label, row.more(), row.values());
    }

    private static Map<Why, Long> reasons(Filling filling) {
        return filling.chosen().stream().collect(Collectors.groupingBy(LabelSample::why, Collectors.counting()));
    }

    @Test
    void choosesTheSameForTheSameSeedAndSaysWhyForEach() {
        List<CaptureRow> capture = Queues.capture(300, 1);
        TrainingSamples data = new TrainingSamples(Queues.capture(100, 2).stream().map(CaptureRow::values).toList(), ContentKeys.NONE, new TreeSet<>(Set.of("a", "b")));
        Filling filling = Filling.of(capture, data, Set.of(), plan(100));
        assertThat(Filling.of(capture, data, Set.of(), plan(100)).chosen()).isEqualTo(filling.chosen());
        assertThat(reasons(filling)).containsEntry(Why.LEAST_CONFIDENT, 50L).containsEntry(Why.MOST_NOVEL, 30L).containsEntry(Why.AT_RANDOM, 20L);
        assertThat(filling.chosen()).extracting(LabelSample::content).doesNotHaveDuplicates();
        assertThat(filling.chosen()).allSatisfy(sample -> assertThat(sample.reason()).isNotBlank());
        assertThat(filling.classes()).containsExactly("a", "b");
        assertThat(Filling.of(capture, data, Set.of(), new FillPlan(100, 8, List.of(), List.of())).chosen()).as("the lot").isNotEqualTo(filling.chosen());
    }

    @Test
    void asksNobodyForWhatIsKnownTheSameOrAnswered() {
        List<CaptureRow> capture = new ArrayList<>(Queues.capture(50, 1));
        capture.add(capture.get(0)); // the same again
        float[] nearly = capture.get(1).values().clone();
        nearly[5] = nearly[5] > 0.5 ? nearly[5] - 0.03f : nearly[5] + 0.03f;
        capture.add(row("1", 0.5, nearly));
        capture.set(2, labelled(capture.get(2), "7"));
        capture.add(labelled(capture.get(2), "")); // the same input again, without its label
        Set<String> queued = Set.of(capture.get(3).content(), capture.get(2).content());
        Filling filling = Filling.of(capture, TrainingSamples.NONE, queued, plan(100));
        assertThat(filling.answered()).isEqualTo(1);
        assertThat(filling.answers()).isEqualTo(Map.of(capture.get(2).content(), "7"));
        assertThat(filling.known()).isEqualTo(2);
        assertThat(filling.duplicates()).isEqualTo(1);
        assertThat(filling.near()).isEqualTo(1);
        assertThat(filling.considered()).isEqualTo(48);
        assertThat(filling.chosen()).hasSize(48);
    }

    @Test
    void setsAsideWhatIsNoInputOrLikeNothingElseWithItsReason() {
        Random random = new Random(1);
        List<CaptureRow> capture = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            capture.add(row("a", 0.9, new float[] {0.4f + random.nextFloat() / 10, 0.6f + random.nextFloat() / 10, random.nextFloat()}));
        }
        capture.add(row("a", 0.9, new float[] {0.5f, 0.05f, 0.5f}));
        capture.add(row("a", 0.9, new float[] {0.5f, 7.2f, 0.5f}));
        capture.add(row("a", 0.9, new float[] {0, 0, 0}));
        Filling filling = Filling.of(capture, TrainingSamples.NONE, Set.of(), new FillPlan(10, 1, List.of(), List.of("age", "income", "rate")));
        assertThat(filling.aside()).extracting(LabelSample::reason).anySatisfy(reason -> assertThat(reason).startsWith("nothing is like it: its distance to the fifth most like is"))
                .contains("income is 7.200, outside of 0 to 1", "all of its values are 0.00: it is empty");
        assertThat(filling.outliers()).isBetween(3, 5);
        assertThat(filling.aside().get(0).values()[1]).as("what is farthest comes first").isEqualTo(0.05f);
        assertThat(filling.ranges().low().get(1)).isLessThan(0.61f);
        assertThat(filling.aside()).filteredOn(sample -> sample.reason().startsWith("income")).singleElement().satisfies(sample -> assertThat(sample.values()).containsExactly(0.5f, 7.2f, 0.5f));
    }

    @Test
    void whatDriftedFarButCameOftenIsNoOutlier() {
        Random random = new Random(1);
        List<CaptureRow> capture = new ArrayList<>();
        List<float[]> training = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            training.add(new float[] {random.nextFloat() / 10, random.nextFloat() / 10});
            capture.add(row("a", 0.9, new float[] {0.8f + random.nextFloat() / 10, 0.8f + random.nextFloat() / 10}));
        }
        Filling filling = Filling.of(capture, new TrainingSamples(training, ContentKeys.NONE, new TreeSet<>(Set.of("a"))), Set.of(), plan(50));
        assertThat(filling.chosen()).hasSize(50);
        assertThat(filling.outliers()).isLessThanOrEqualTo(20);
    }

    @Test
    void bringsRareClassesAndSlicesIn() {
        List<CaptureRow> capture = new ArrayList<>();
        for (CaptureRow row : Queues.capture(400, 1)) {
            int n = capture.size();
            capture.add(new CaptureRow("r", "", n < 4 ? "m:2" : "m:1", n % 100 == 1 ? "rare" : "usual", 0.9, "", Map.of("device", n % 50 == 0 ? "old" : "new"), row.values()));
        }
        Filling filling = Filling.of(capture, TrainingSamples.NONE, Set.of(), plan(40, "device", "model"));
        assertThat(filling.groups()).containsEntry("rare, device new, model m:1", 3).containsEntry("usual, device old, model m:2", 1);
        assertThat(filling.chosen()).extracting(LabelSample::group).contains("rare, device new, model m:1", "rare, device new, model m:2", "usual, device old, model m:1", "usual, device old, model m:2");
        assertThat(filling.chosen().subList(0, filling.groups().size())).extracting(LabelSample::group).as("one of each first").doesNotHaveDuplicates();
        assertThatThrownBy(() -> Filling.of(capture, TrainingSamples.NONE, Set.of(), plan(40, "region"))).hasMessage("slice 'region' is no column of the capture");
    }

    @Test
    void usesTheMarginOrTheEntropyWhereThereIsMoreThanTheConfidence() {
        float[] input = {0, 1};
        CaptureRow margin = new CaptureRow("", "", "", "a", 0.9, "", Map.of("p_a", "0.5", "p_b", "0.4", "p_c", "0.1"), input);
        CaptureRow entropy = new CaptureRow("", "", "", "a", 0.9, "", Map.of("entropy", "1.2"), input);
        assertThat(Uncertainty.of(margin)).isEqualTo(new Uncertainty(1 - (0.5 - 0.4), "the model's two first guesses were 0.100 apart"));
        assertThat(Uncertainty.of(entropy).value()).isEqualTo(1.2);
        assertThat(Uncertainty.of(row("a", 0.9, input)).text()).isEqualTo("the model's confidence was 0.900");
        assertThat(Uncertainty.of(row("a", Double.NaN, input)).known()).isFalse();
    }

    @Test
    void readsACaptureWhateverColumnsItHas(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("c.csv"), "id,prediction,device,x0,x1\nr1,cat,old,0.5,-3\n\n");
        assertThat(CaptureRows.read(file)).singleElement().satisfies(row -> {
            assertThat(row.more()).isEqualTo(Map.of("device", "old"));
            assertThat(row.values()).containsExactly(0.5f, -3f);
            assertThat(row.confidence()).isNaN();
        });
        assertThat(CaptureRows.read(Files.writeString(file, ""))).isEmpty();
        assertThatThrownBy(() -> CaptureRows.read(Files.writeString(file, "a,b\n1,2\n"))).hasMessageContaining("is no capture");
        assertThatThrownBy(() -> CaptureRows.read(Files.writeString(file, "prediction,x0\ncat,0.5,1\n"))).hasMessageContaining("has 3 fields");
        assertThatThrownBy(() -> CaptureRows.read(Files.writeString(file, "prediction,x0\ncat,NaN\n"))).hasMessageContaining("'NaN' is no finite number");
    }

    @Property(tries = 200)
    void quotasSpendTheBudgetAndGiveEachGroupItsShare(@ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5000) Integer> sizes, @ForAll @IntRange(min = 1, max = 400) int budget) {
        Map<String, Integer> groups = new TreeMap<>();
        sizes.forEach(size -> groups.put("g" + groups.size(), size));
        Map<String, Integer> quotas = Quotas.of(groups, budget);
        int all = sizes.stream().mapToInt(Integer::intValue).sum();
        assertThat(quotas.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(Math.min(budget, all));
        quotas.forEach((group, quota) -> assertThat(quota).isBetween(0, groups.get(group)));
        groups.forEach((one, size) -> groups.forEach((other, larger) -> {
            if (size < larger && quotas.get(one) < size) {
                assertThat(quotas.get(one)).as("no smaller group gets more").isLessThanOrEqualTo(quotas.get(other) + 1);
            }
        }));
        if (budget >= groups.size()) {
            assertThat(quotas.values()).as("rare ones come in").allMatch(quota -> quota > 0);
        }
    }

    @Property(tries = 100)
    void anInputIsTheSameAfterItWasWritten(@ForAll @Size(min = 1, max = 40) List<@FloatRange(min = -2, max = 2) Float> values) {
        float[] input = new float[values.size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = values.get(i);
        }
        assertThat(InputText.parse(InputText.of(input))).containsExactly(input, org.assertj.core.data.Offset.offset(1e-6f));
    }
}
