package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.model.Answers;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.EmbeddingProjection;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddingProfilesTest {

    /** Its last hidden layer is the sum and the difference of the first two pixels. */
    private record Network(FakePredictor answers) implements Predictor {

        @Override
        public ModelDescription description() {
            return answers.description();
        }

        @Override
        public float[][] predict(float[][] inputs) {
            return answers.predict(inputs);
        }

        @Override
        public Answers answer(float[][] inputs) {
            float[][] hidden = new float[inputs.length][];
            for (int i = 0; i < inputs.length; i++) {
                hidden[i] = new float[] {inputs[i][0] + inputs[i][1], inputs[i][0] - inputs[i][1]};
            }
            return new Answers(predict(inputs), Optional.of(hidden));
        }

        @Override
        public void close() {
            answers.close();
        }
    }

    @Test
    void aServerProfilesWhatTheNetworkMakesOfItsInputs() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ModelServer server = ModelServer.listen(ServeOptions.of("shade:1").withWindow(Duration.ofMillis(100)), InstantSource.system())) {
            server.serve(new Network(new FakePredictor()), new ImageFeatures(2, 2, Optional.empty()), Optional.empty(),
                    Optional.of(new EmbeddingProjection(2, 1)));
            for (int i = 0; i < 4; i++) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/predict"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"input\": [" + i % 2 + ", 1, 0, 0]}"))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
            HttpRequest profile = HttpRequest.newBuilder(URI.create(server.url() + "/profile")).build();
            await().untilAsserted(() -> {
                Profile seen = Profile.fromJson(client.send(profile, BodyHandlers.ofString()).body());
                assertThat(seen.samples()).isEqualTo(4);
                assertThat(seen.embedding().count()).isEqualTo(4);
                assertThat(seen.embedding().mean()).containsExactly(new double[] {1.5, -0.5}, within(1e-6));
                assertThat(seen.embedding().correlation(0, 1)).isCloseTo(1, within(1e-6));
            });
        }
    }
}
