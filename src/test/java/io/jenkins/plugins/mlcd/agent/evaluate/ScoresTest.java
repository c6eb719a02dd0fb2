package io.jenkins.plugins.mlcd.agent.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.agent.data.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final List<String> CLASSES = List.of("a", "b");

    private static Scores scores(float[][] probabilities, String... labels) {
        List<Part.Sample> samples = java.util.stream.IntStream.range(0, labels.length)
                .mapToObj(i -> new Part.Sample("p/" + i, new float[1], Optional.of(labels[i]), "p"))
                .toList();
        int[] predictions = java.util.Arrays.stream(probabilities).mapToInt(Scores::mostProbable).toArray();
        return new Scores(samples, CLASSES, predictions, probabilities);
    }

    @Test
    void measuresWhatAHandCalculationGives() {
        Scores scores = scores(new float[][] {{0.75f, 0.25f}, {0.5f, 0.5f}, {0.25f, 0.75f}}, "a", "b", "b");

        assertThat(scores.accuracy()).isEqualTo(2 / 3.0);
        assertThat(scores.recall("a")).contains(1.0);
        assertThat(scores.recall("b")).contains(0.5);
        assertThat(scores.recall("c")).isEmpty();
        assertThat(scores.logLoss()).isCloseTo(-(2 * Math.log(0.75) + Math.log(0.5)) / 3, within(1e-9));
        assertThat(scores.brier()).isCloseTo((2 * (0.0625 + 0.0625) + 0.25 + 0.25) / 3, within(1e-9));
        assertThat(scores.confidence(1)).isEqualTo(0.5);
        assertThat(scores.prediction(1)).isEqualTo("a");
        assertThat(scores.probabilities(0)).contains(Map.of("a", 0.75f, "b", 0.25f));
    }

    @Test
    void countsALabelThatTheModelDoesNotKnowAsAMistakeOfFiniteLoss() {
        Scores scores = scores(new float[][] {{1f, 0f}}, "c");

        assertThat(scores.accuracy()).isZero();
        assertThat(scores.logLoss()).isCloseTo(-Math.log(1e-7), within(1e-9));
        assertThat(scores.brier()).isEqualTo(2);
    }

    @Test
    void givesNoNumberWhereTheModelGivesNone() {
        Scores scores = scores(new float[][] {{Float.NaN, Float.NaN}}, "a");

        assertThat(scores.logLoss()).isNaN();
        assertThat(scores.probabilities(0)).isEmpty();
    }
}
