package io.jenkins.plugins.mlcd.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final Schema NOW = new Schema("mlcd/test", 3);

    /** Version 2 renamed {@code n} to {@code number}; version 3 counts from 1. */
    private static final Migrations STEPS = new Migrations(Map.of(
            new Schema("mlcd/test", 1), event -> (ObjectNode) event.put("number", event.remove("n").asInt()),
            new Schema("mlcd/test", 2), event -> event.put("number", event.get("number").asInt() + 1)));

    @TempDir
    Path directory;

    private Path log(int version, String... lines) throws IOException {
        return Files.writeString(directory.resolve("v" + version), "{\"schema\":\"mlcd/test\",\"version\":" + version + "}\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void everyEventIsBroughtOneVersionAtATime() throws IOException {
        assertThat(EventLog.read(log(1, "{\"n\":0}", "{\"n\":1}"), NOW, STEPS)).extracting(event -> event.path("number").asInt()).containsExactly(1, 2);
        assertThat(EventLog.read(log(2, "{\"number\":4}"), NOW, STEPS)).extracting(event -> event.path("number").asInt()).containsExactly(5);
    }

    @Test
    void appendingToAnOlderLogReplacesItAsAWholeFirst() throws IOException {
        Path file = log(1, "{\"n\":0}", "{\"n\":1}");
        Files.writeString(file, "{\"n\":", StandardOpenOption.APPEND); // torn by a crash
        try (EventLog log = EventLog.open(file, NOW, STEPS)) {
            log.append(Json.object().put("number", 3));
        }
        assertThat(Files.readAllLines(file)).containsExactly("{\"schema\":\"mlcd/test\",\"version\":3}", "{\"number\":1}", "{\"number\":2}", "{\"number\":3}");
        assertThat(directory.resolve("v1.tmp")).doesNotExist();
    }

    @Test
    void aVersionToWhichNothingLeadsIsAMistakeOfOurs() throws IOException {
        Path file = log(1, "{\"n\":0}");
        assertThatThrownBy(() -> EventLog.read(file, new Schema("mlcd/test", 4), STEPS)).hasMessage("nothing leads from mlcd/test version 3 to 4");
    }

    @Test
    void everyKindOfFileIsReadFromVersionOneOn() {
        for (Schema kind : List.of(Schema.STUDY, Schema.DATASET, Schema.VALIDATION, Schema.OVERRIDE, Schema.ROLLOUT, Schema.MONITOR, Schema.LINEAGE, Schema.REGISTRY,
                Schema.PROMOTION, Schema.INBOX)) {
            assertThat(Migrations.KNOWN.migrate(Json.object(), new Schema(kind.name(), 1), kind)).isNotNull();
        }
    }
}
