package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

    @TempDir
    Path build;

    private ObjectNode written(ModelVersion version, Optional<Lineage.Cause> cause) throws IOException {
        BuildLayout layout = new BuildLayout(build);
        Lineage.write(layout, "digits", 43, cause, version, Optional.of("abc123"));
        return Json.read(layout.lineage(), ObjectNode.class);
    }

    @Test
    void joinsEveryStageThatRan() throws IOException {
        BuildLayout layout = new BuildLayout(build);
        Files.createDirectories(layout.directory());
        Files.writeString(layout.dataset(), "{\"schema\":\"mlcd/dataset\",\"version\":1,\"name\":\"digits\",\"dataVersion\":\"sha256:d\","
                + "\"samples\":10,\"newSamples\":3,\"parts\":[]}");
        Files.writeString(layout.study("digits"), """
                {"schema":"mlcd/study","version":1}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":4,"algorithm":"mlp","params":{"lr":0.1}}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":5,"algorithm":"convnet","params":{"lr":0.01}}
                """);
        Files.writeString(layout.validation(), "{\"verdict\":\"PASS\"}");
        Files.writeString(layout.rollout(), """
                {"schema":"mlcd/rollout","version":1}
                {"event":"weight","at":"2026-01-01T00:00:00Z","weight":5}
                {"event":"phase","at":"2026-01-01T00:01:00Z","phase":"succeeded","weight":100}
                """);
        ModelVersion version = new ModelVersion(
                "digits", "43", 43, Optional.of("digits"), Optional.of(5), Map.of("lr", 0.01), Map.of("accuracy", 0.98),
                Optional.of("sha256:d"), "mlcd/models/digits-43", 1, "sha256:x", List.of(), Instant.EPOCH);

        ObjectNode lineage = written(version, Optional.of(new Lineage.Cause("monitor", "drift", Map.of("window", 7))));

        assertThat(lineage.path("model").asText()).isEqualTo("digits:43");
        assertThat(lineage.path("cause").path("evidence").path("window").asInt()).isEqualTo(7);
        assertThat(lineage.path("dataset").toString())
                .isEqualTo("{\"name\":\"digits\",\"dataVersion\":\"sha256:d\",\"samples\":10,\"newSamples\":3}");
        assertThat(lineage.path("algorithm").asText()).isEqualTo("convnet");
        assertThat(lineage.path("trial").asInt()).isEqualTo(5);
        assertThat(lineage.path("commit").asText()).isEqualTo("abc123");
        assertThat(lineage.path("validation").asText()).isEqualTo("PASS");
        assertThat(lineage.path("rollout").toString()).isEqualTo("[{\"at\":\"2026-01-01T00:00:00Z\",\"weight\":5}]");
        assertThat(lineage.path("phase").asText()).isEqualTo("succeeded");
    }

    @Test
    void leavesOutWhatDidNotRun() throws IOException {
        ObjectNode lineage = written(ModelVersion.of("digits", "43", 43, "mlcd/models/digits-43", 1, "sha256:x"), Optional.empty());
        assertThat(lineage.has("cause") || lineage.has("dataset") || lineage.has("validation") || lineage.has("rollout"))
                .isFalse();
    }
}
