package io.jenkins.plugins.mlcd.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.data.Part.Sample;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.agent.serve.FakePredictor;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.ServeOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayTest {

    @TempDir
    private Path dir;

    private final FakePredictor model = new FakePredictor();
    private ModelServer server;

    @BeforeEach
    void start() throws Exception {
        server = ModelServer.listen(ServeOptions.of("shade:1").withCapture(dir), InstantSource.system());
        server.serve(model, new ImageFeatures(2, 2, Optional.empty()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Part part() {
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample("a", new float[] {1, 1, 1, 1}, Optional.of("bright"), "p"));
        samples.add(new Sample("b", new float[] {0, 0, 0, 0}, Optional.of("bright"), "p"));
        samples.add(new Sample("c", new float[] {0, 0, 0, 1}, Optional.empty(), "p"));
        return new Part("p", InputShape.image(2, 2, 1), samples);
    }

    private ReplayOptions options(double rate, long count, boolean feedback) {
        return new ReplayOptions(URI.create(server.url()), rate, count, feedback, 8, 7);
    }

    @Test
    void sendsEachSampleEquallyOftenAndLabelsOnlyThoseThatHaveOne() throws Exception {
        Replay replay = new Replay(options(1_000, 30, true), part());
        replay.run(() -> false);
        assertThat(replay.figures().summary()).startsWith("sent 30, ok 30, failed 0").contains("shade:1 30 (50.0% right)");
        await().untilAsserted(() -> assertThat(get("/metrics"))
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"correct\"} 10.0")
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"wrong\"} 10.0"));
        replay.close();

        assertThat(get("/metrics")).contains("mlcd_predictions_total{model=\"shade:1\",prediction=\"dark\"} 20.0");
        assertThat(get("/capture.csv?labelled=true").lines().skip(1)).hasSize(20).allMatch(line -> line.contains(",bright,"));
    }

    @Test
    void keepsItsRate() throws Exception {
        try (Replay replay = new Replay(options(100, 50, false), part())) {
            long start = System.nanoTime();
            replay.run(() -> false);
            assertThat((System.nanoTime() - start) / 1e9).isBetween(0.48, 2.0);
        }
    }

    @Test
    void stopsWhenItIsTold() throws Exception {
        try (Replay replay = new Replay(options(1, Long.MAX_VALUE, false), part())) {
            long end = System.nanoTime() + 300_000_000;
            replay.run(() -> System.nanoTime() > end);
            assertThat(replay.figures().answered()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatFails() throws Exception {
        model.broken = true;
        try (Replay replay = new Replay(options(1_000, 5, false), part())) {
            replay.run(() -> false);
            assertThat(replay.figures().summary()).startsWith("sent 5, ok 0, failed 5").contains("last failure: status 500");
        }
    }

    @Test
    void refusesWhatIsNoTraffic() {
        assertThatThrownBy(() -> options(0, 1, false)).hasMessageContaining("rate must be above 0");
        assertThatThrownBy(() -> options(1, 0, false)).hasMessageContaining("count");
        assertThatThrownBy(() -> new ReplayOptions(URI.create("nowhere"), 1, 1, false, 1, 1)).hasMessageContaining("'nowhere'");
        assertThatThrownBy(() -> new Replay(options(1, 1, false), new Part("p", InputShape.image(2, 2, 1), List.of())))
                .hasMessageContaining("no samples");
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
