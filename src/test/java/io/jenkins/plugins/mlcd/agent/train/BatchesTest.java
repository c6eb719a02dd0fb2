package io.jenkins.plugins.mlcd.agent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

    private static final Algorithm MLP = Algorithms.named("mlp");

    private static Part part(int samples, String... labels) {
        List<Part.Sample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            all.add(new Part.Sample("p/" + i, new float[] {i % 256 / 255f, i / 256 / 255f}, Optional.of(labels[i % labels.length]), "p"));
        }
        return new Part("p", InputShape.table(2), all);
    }

    private static Job job(long seed) {
        return Job.of(MLP, Settings.of(MLP, Map.of("batch", "16")), part(100, "10", "9", "x"), seed);
    }

    @Test
    void seesEverySampleAtMostOnceAPassAndInAnotherOrderInTheNext() {
        Batches batches = new Batches(job(1));

        List<Batches.Batch> first = batches.pass();
        List<Batches.Batch> second = batches.pass();

        assertThat(first).hasSize(batches.count()).allSatisfy(batch -> assertThat(batch.rows()).hasDimensions(16, 2));
        Set<Float> seen = new HashSet<>();
        first.forEach(batch -> List.of(batch.rows()).forEach(row -> assertThat(seen.add(row[0])).isTrue()));
        assertThat(first.get(0).rows()[0]).isNotEqualTo(second.get(0).rows()[0]);
    }

    @Test
    void givesTheSameBatchesForTheSameSeedAndOthersForAnother() {
        assertThat(new Batches(job(1)).pass().get(0).targets()).isEqualTo(new Batches(job(1)).pass().get(0).targets());
        assertThat(new Batches(job(1)).pass().get(0).rows()[0]).isNotEqualTo(new Batches(job(2)).pass().get(0).rows()[0]);
    }

    @Test
    void ordersClassesAsNumbersBeforeNames() {
        assertThat(job(1).classes()).containsExactly("9", "10", "x");
    }

    @Test
    void refusesDataWithOneClassOnlyOrTooLittleToHoldSomeOut() {
        assertThatThrownBy(() -> Job.of(MLP, Settings.of(MLP, Map.of()), part(100, "a"), 1)).hasMessageContaining("100 labelled samples of 1 classes");
        assertThatThrownBy(() -> Job.of(MLP, Settings.of(MLP, Map.of()), part(1, "a"), 1)).hasMessageContaining("at least 2 classes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 0  | 1 2 3 4 5 6 7 8 9
            1  | 0  | 0 1 2 0 4 5 0 7 8
            -1 | 0  | 2 3 0 5 6 0 8 9 0
            0  | 1  | 0 0 0 1 2 3 4 5 6
            0  | -1 | 4 5 6 7 8 9 0 0 0
            2  | -2 | 0 0 7 0 0 0 0 0 0
            5  | 5  | 0 0 0 0 0 0 0 0 0
            """)
    void movesAnImageAndLetsZerosIn(int dx, int dy, String expected) {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        float[] wanted = new float[9];
        for (int i = 0; i < 9; i++) {
            wanted[i] = Float.parseFloat(expected.split(" ")[i]);
        }
        assertThat(Batches.moved(image, InputShape.image(3, 3, 1), dx, dy)).containsExactly(wanted);
    }

    @Test
    void raisesTheLearningRateOverTheFirstThirdAndEndsAtZero() {
        OneCycle rate = new OneCycle(0.5f, 300);

        assertThat(rate.getNewValue(0)).isEqualTo(0.02f);
        assertThat(rate.getNewValue(100)).isEqualTo(0.5f);
        assertThat(rate.getNewValue(50)).isBetween(0.2f, 0.3f);
        assertThat(rate.getNewValue(200)).isEqualTo(0.25f);
        assertThat(rate.getNewValue(300)).isZero();
        assertThat(rate.getNewValue(400)).isZero();
    }

    @Test
    void endsWithASentenceWhenTheLossIsNoNumber() {
        assertThatThrownBy(() -> TorchTrainer.requireFinite(Double.NaN, 2, job(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessage("the loss is NaN after epoch 2: training diverged; a lower lr than 0.003 may help");
    }
}
