package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
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
        Lineage.write(layout, new JobLayout(build), "digits", 43, cause, version, Optional.of("abc123"));
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
                {"event":"defined","at":"2026-01-01T00:00:00Z","definition":{"study":"digits","metric":"accuracy","direction":"maximize"}}
                {"event":"asked","at":"2026-01-01T00:00:00Z","trial":5,"algorithm":"convnet","params":{"lr":0.01}}
                {"event":"resources","at":"2026-01-01T00:00:00Z","trial":5,"resources":{"agent":"gpu-3","image":"trainer:7","image_id":"sha256:i","device":"gpu"}}
                {"event":"resources","at":"2026-01-01T00:00:00Z","trial":4,"resources":{"agent":"gpu-4"}}
                {"event":"told","at":"2026-01-01T00:00:00Z","trial":5,"value":0.98,"metrics":{"accuracy":0.98}}
                """);
        Files.writeString(layout.validation(), """
                {"schema":"mlcd/validation","version":1,"model":"digits:43","baseline":"digits:41","verdict":"PASS","summary":"digits:43: PASS in 1 checks",
                 "benchmarks":[{"name":"old","samples":1500,"candidate":{"accuracy":0.98}}],
                 "checks":[{"check":"accuracy >= 0.97","benchmark":"old","verdict":"PASS","value":0.98,"interval":[0.972,0.987],"limit":0.97,"reason":"r"}]}""");
        Files.writeString(layout.rollout(), """
                {"schema":"mlcd/rollout","version":1}
                {"event":"started","at":"2026-01-01T00:00:00Z","model":"digits:40","target":"production"}
                {"event":"weight","at":"2026-01-01T00:00:00Z","weight":50}
                {"event":"started","at":"2026-01-01T00:00:00Z","model":"digits:43","stable":"digits:41","target":"production"}
                {"event":"weight","at":"2026-01-01T00:00:00Z","weight":5}
                {"event":"analysis","at":"2026-01-01T00:00:30Z","weight":5,"verdict":"PASS","reason":"as good"}
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
        assertThat(lineage.path("gate").path("baseline").asText()).isEqualTo("digits:41");
        assertThat(lineage.at("/gate/checks/0/interval").toString()).isEqualTo("[0.972,0.987]");
        assertThat(lineage.at("/gate/benchmarks/0").toString()).isEqualTo("{\"name\":\"old\",\"samples\":1500}");
        assertThat(lineage.path("rollout").toString()).isEqualTo("{\"target\":\"production\",\"stable\":\"digits:41\",\"steps\":[{\"at\":\"2026-01-01T00:00:00Z\","
                + "\"weight\":5,\"verdict\":\"PASS\",\"reason\":\"as good\"}],\"phase\":\"succeeded\"}");
        assertThat(lineage.path("agent").asText()).isEqualTo("gpu-3");
        assertThat(lineage.path("image").asText()).isEqualTo("trainer:7");
        assertThat(lineage.path("objective").toString()).isEqualTo("{\"metric\":\"accuracy\",\"direction\":\"maximize\",\"value\":0.98}");
        assertThat(Lineage.of(build, version)).as("the job's own copy").contains(lineage);
        Files.delete(layout.lineage());
        assertThat(Lineage.of(build, version)).contains(lineage);
    }

    @Test
    void leavesOutWhatDidNotRun() throws IOException {
        ObjectNode lineage = written(ModelVersion.of("digits", "43", 43, "mlcd/models/digits-43", 1, "sha256:x"), Optional.empty());
        assertThat(lineage.has("cause") || lineage.has("dataset") || lineage.has("gate") || lineage.has("rollout"))
                .isFalse();
    }
}
