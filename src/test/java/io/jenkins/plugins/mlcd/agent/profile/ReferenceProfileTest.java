package io.jenkins.plugins.mlcd.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Answers;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceProfileTest {

    @TempDir
    Path directory;

    /** Answers "b" when the first value is above a half; its last hidden layer is the input, over and over. */
    private record Network(int hidden) implements Predictor {

        @Override
        public ModelDescription description() {
            return new ModelDescription("mlcd/model", 1, "network", Map.of(), "pytorch", List.of("a", "b"), InputShape.table(2), Optional.empty(),
                    Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        }

        @Override
        public float[][] predict(float[][] inputs) {
            float[][] rows = new float[inputs.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = inputs[i][0] > 0.5f ? new float[] {0.2f, 0.8f} : new float[] {0.7f, 0.3f};
            }
            return rows;
        }

        @Override
        public Answers answer(float[][] inputs) {
            float[][] all = new float[inputs.length][hidden];
            for (int i = 0; i < inputs.length; i++) {
                for (int j = 0; j < hidden; j++) {
                    all[i][j] = inputs[i][j % 2];
                }
            }
            return new Answers(predict(inputs), Optional.of(all));
        }

        @Override
        public void close() {}
    }

    private static Part data() {
        Random random = new Random(1);
        List<Part.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float x = random.nextFloat();
            Optional<String> label = i < 50 ? Optional.empty() : Optional.of(x > 0.4f ? "b" : "a");
            samples.add(new Part.Sample("s" + i, new float[] {x, random.nextFloat()}, label, "train"));
        }
        return new Part("train", InputShape.table(2), samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 100})
    void holdsWhatTheModelMakesOfItsInputsAndHowOftenItIsRight(int hidden) throws Exception {
        Part data = data();
        ReferenceProfile.write(directory, data, new Network(hidden));
        Profile profile = ReferenceProfile.read(directory).orElseThrow();

        assertThat(profile.labels().count()).isEqualTo(150);
        assertThat(profile.labels().accuracy()).isBetween(0.8, 0.97);
        assertThat(profile.confidence().totalLabelled()).isEqualTo(150);
        assertThat(profile.confidence().calibrationError()).isBetween(0.05, 0.3);
        assertThat(profile.joint().names()).containsExactly("x0", "x1");
        assertThat(profile.embedding().count()).isEqualTo(200);
        assertThat(profile.embedding().names()).hasSize(hidden > 64 ? EmbeddingProjection.SIZE : hidden);
        if (hidden <= 64) {
            assertThat(profile.embedding().covariance(0, 0)).isCloseTo(profile.joint().covariance(0, 0), within(1e-6));
        }
        assertThat(ReferenceProfile.of(data, directory, new Network(hidden)).toJson()).as("the signs are stored").isEqualTo(profile.toJson());
    }

    /** A projection onto 32 sums keeps squared lengths on average; of 200 vectors the mean is within a tenth. */
    @Test
    void projectionsKeepLengths() {
        EmbeddingProjection.Projector projector = new EmbeddingProjection(128, 5).projector();
        Random random = new Random(2);
        double ratio = 0;
        for (int i = 0; i < 200; i++) {
            float[] vector = new float[128];
            double length = 0;
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) random.nextGaussian();
                length += vector[j] * vector[j];
            }
            double projected = 0;
            for (float value : projector.project(vector)) {
                projected += value * value;
            }
            ratio += projected / length / 200;
        }
        assertThat(ratio).isCloseTo(1, within(0.1));
        assertThatThrownBy(() -> projector.project(new float[3])).hasMessage("an embedding of 3 values does not fit a projection of 128");
    }

    @Test
    void aModelThatWasTrainedBeforeHasNoProjection() throws Exception {
        Files.writeString(directory.resolve(FeatureFile.NAME), "{\"schema\": \"mlcd/features\", \"version\": 1, \"kind\": \"columns\", \"inputs\": 2}");
        assertThat(FeatureFile.embedding(directory)).isEmpty();
        assertThat(ReferenceProfile.of(data(), directory, new Network(8)).embedding().names()).isEmpty();
    }
}
