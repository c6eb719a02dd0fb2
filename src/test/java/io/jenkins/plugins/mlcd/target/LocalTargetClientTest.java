package io.jenkins.plugins.mlcd.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTargetClientTest {

    @TempDir
    Path directory;

    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AdminServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void deploysWeighsAndPromotes() throws Exception {
        LocalTargetClient client = server.client();
        client.deploy(Role.STABLE, "digits:41", ModelZip.of(model()));
        client.deploy(Role.CANARY, "digits:42", ModelZip.of(model()));
        client.weight(25);
        TargetState state = client.state();
        assertThat(state.weight()).isEqualTo(25);
        assertThat(state.canary()).map(TargetState.DeployedModel::model).contains("digits:42");
        server.traffic(100, 20);
        TargetMetrics.Counters counters = client.metrics().models().get("digits:42");
        assertThat(counters.requests()).isEqualTo(25);
        assertThat(counters.errors()).isEqualTo(5);
        assertThat(counters.latency().counts()).containsExactly(25L, 0L, 0L);
        client.promote("digits:42");
        assertThat(server.stable()).contains("digits:42");
        client.removeCanary();
        assertThat(client.state().canary()).isEmpty();
    }

    @Test
    void asksAgainWhatMayBeRepeatedAndNothingElse() throws Exception {
        server.failures = 2;
        assertThat(server.client().state().name()).isEqualTo("production");
        assertThat(server.requests).hasSize(3);
        server.requests.clear();
        server.failures = 1;
        assertThatThrownBy(() -> server.client().promote("digits:42"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("POST " + server.url() + "/admin/promote answered 503: not now");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aRefusalIsNotRepeatedAndSaysWhy() {
        assertThatThrownBy(() -> server.client().weight(5))
                .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.refused()).isTrue())
                .hasMessageContaining("answered 409: there is no canary");
        LocalTargetClient stranger = new LocalTargetClient(server.url(), () -> "wrong");
        assertThatThrownBy(stranger::removeCanary).hasMessageContaining("401").hasMessageContaining("Bearer");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void namesTheUrlWhereNothingAnswers() throws IOException {
        URI free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThatThrownBy(() -> new LocalTargetClient(free, () -> "").state())
                .hasMessage("GET " + free + "/admin/state failed: nothing answers there");
    }

    @Test
    void aTokenThatCannotBeReadIsATargetsFailure() {
        LocalTargetClient client = new LocalTargetClient(server.url(), () -> {
            throw new UncheckedIOException("the token file is gone", new IOException());
        });
        assertThatThrownBy(client::removeCanary).isInstanceOf(TargetException.class).hasMessage("the token file is gone");
    }

    @Test
    void refusesWhatIsNoAdminUrlOrWeight() {
        assertThatThrownBy(() -> new LocalTargetClient(URI.create("file:/etc"), () -> "")).hasMessageContaining("'file:/etc'");
        assertThatThrownBy(() -> server.client().weight(101)).hasMessageContaining("101");
    }

    @Test
    void asksForACaptureByTimeAsAStream() throws Exception {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        try (var csv = server.client().capture(Optional.of(from), Optional.empty(), true, 100)) {
            assertThat(new String(csv.readAllBytes())).startsWith("id,at,model");
        }
        assertThat(server.requests.get(0))
                .isEqualTo("GET /admin/capture.csv?from=2026-01-01T00%3A00%3A00Z&labelled=true&limit=100");
    }

    private Path model() throws IOException {
        Path model = Files.createDirectories(directory.resolve("model/weights"));
        Files.writeString(model.resolve("w.bin"), "weights");
        Files.writeString(model.getParent().resolve("model.json"), "{}");
        return model.getParent();
    }
}
