package io.jenkins.plugins.mlcd.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import io.jenkins.plugins.mlcd.dataset.TrainingSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model of the old users meets traffic a third of which has drifted, some of it no digit at all: what are 100 labels worth, chosen or drawn by lot? */
class ChoiceSimulationTest {

    private static final Path DATA = Path.of("examples/data/digits");
    private static final int BUDGET = 100;
    private static final int SEEDS = 6;

    private final List<float[]> training = new ArrayList<>();
    private final List<Integer> trainingLabels = new ArrayList<>();
    private final List<float[]> test = new ArrayList<>();
    private final List<Integer> testLabels = new ArrayList<>();

    private static void read(String part, int most, List<float[]> samples, List<Integer> labels) throws IOException {
        for (Part.Sample sample : Part.read(DATA.resolve(part)).samples().subList(0, most)) {
            samples.add(sample.input());
            labels.add(Integer.valueOf(sample.label().orElseThrow()));
        }
    }

    @Test
    void labelsOfChosenSamplesTeachMoreThanAsManyDrawnByLot() throws IOException {
        read("old/train", 2000, training, trainingLabels);
        read("drifted/test", 600, test, testLabels);
        SmallNetwork old = new SmallNetwork(784, 10, new Random(1)).fit(training, trainingLabels, 5, new Random(1));
        List<Part.Sample> traffic = new ArrayList<>(Part.read(DATA.resolve("production")).samples());
        traffic.addAll(Part.read(DATA.resolve("drifted/replay")).samples().subList(0, 500));
        Map<String, Optional<String>> truth = new HashMap<>();
        List<CaptureRow> capture = new ArrayList<>();
        for (Part.Sample sample : traffic) {
            float[] p = old.probabilities(sample.input());
            int guess = old.predict(sample.input());
            CaptureRow row = new CaptureRow(sample.id(), "", "digits:1", "" + guess, p[guess], "", Map.of(), sample.input());
            capture.add(row);
            truth.put(row.content(), sample.label());
        }
        TrainingSamples data = TrainingSamples.read(DATA.resolve("old"), 500, 1);
        double[] gains = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            List<LabelSample> chosen = Filling.of(capture, data, Set.of(), new FillPlan(BUDGET, seed, List.of(), List.of())).chosen();
            assertThat(chosen).hasSize(BUDGET);
            List<CaptureRow> drawn = new ArrayList<>(capture);
            Collections.shuffle(drawn, new Random(1000 + seed));
            drawn = drawn.subList(0, BUDGET);
            double withChosen = after(old, chosen.stream().map(LabelSample::values).toList(), chosen.stream().map(s -> truth.get(s.content())).toList(), seed);
            double withDrawn = after(old, drawn.stream().map(CaptureRow::values).toList(), drawn.stream().map(row -> truth.get(row.content())).toList(), seed);
            gains[seed] = withChosen - withDrawn;
        }
        double mean = Arrays.stream(gains).average().orElseThrow();
        double error = Math.sqrt(Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum() / (SEEDS - 1) / SEEDS);
        assertThat(mean).as("points of accuracy on drifted digits, chosen over drawn: %s", Arrays.toString(gains)).isGreaterThan(0.01).isGreaterThan(2 * error);
    }

    private double after(SmallNetwork old, List<float[]> values, List<Optional<String>> labels, int seed) {
        List<float[]> samples = new ArrayList<>(training.subList(0, 600));
        List<Integer> classes = new ArrayList<>(trainingLabels.subList(0, 600));
        for (int i = 0; i < values.size(); i++) {
            for (int copies = 0; copies < 5 && labels.get(i).isPresent(); copies++) {
                samples.add(values.get(i));
                classes.add(Integer.valueOf(labels.get(i).get()));
            }
        }
        return old.copy().fit(samples, classes, 3, new Random(seed)).accuracy(test, testLabels);
    }
}
