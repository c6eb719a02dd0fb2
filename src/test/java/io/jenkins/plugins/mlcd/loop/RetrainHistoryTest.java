package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.RetrainHistory.Retrain;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainHistoryTest {

    private static Retrain drift(int build, double gained) {
        return new Retrain("drift", "digits:" + build, "accuracy", gained);
    }

    @ParameterizedTest
    @CsvSource({"'',0", "'-',1", "'--',2", "'+--',2", "'--+',0", "'-+-',1", "'0-',2"})
    void countsTheNewestRetrainsThatDidNotHelp(String gains, int vain) {
        List<Retrain> retrains = new ArrayList<>();
        retrains.add(new Retrain("errors", "digits:1", "accuracy", 1));
        for (int i = 0; i < gains.length(); i++) {
            retrains.add(drift(i + 2, gains.charAt(i) == '+' ? 0.01 : gains.charAt(i) == '-' ? -0.01 : 0));
        }
        RetrainHistory history = new RetrainHistory(retrains);
        assertThat(history.inVain("drift")).hasSize(vain);
        assertThat(history.warning("drift").isPresent()).isEqualTo(vain >= 2);
    }

    @Test
    void saysWhichRetrainsDidNotHelp() {
        assertThat(new RetrainHistory(List.of(drift(4, -0.1), drift(7, 0))).warning("drift"))
                .contains("the last 2 retrains by rule drift did not improve accuracy (digits:4, digits:7): look at the rule before the model");
    }

    @TempDir
    Path job;

    private ModelVersion version(int build, String rule, double value) throws Exception {
        var lineage = RecordFile.object(Schema.LINEAGE);
        lineage.put("model", "digits:" + build);
        lineage.putObject("cause").put("kind", "monitor").putObject("evidence").put("rule", rule);
        var checks = lineage.putObject("gate").putArray("checks");
        checks.addObject().put("check", "latency_p99_ms <= 1.2 * baseline").put("value", 1).put("baseline", 9);
        checks.addObject().put("check", "accuracy >= 0.5").put("value", value);
        checks.addObject().put("check", "accuracy >= baseline - 0.005").put("value", value).put("baseline", 0.9);
        Path file = new JobLayout(job).lineage("digits", String.valueOf(build));
        Files.createDirectories(file.getParent());
        Json.write(file, lineage);
        return new ModelVersion("digits", String.valueOf(build), build, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(),
                "mlcd/models/digits-" + build, 1, "sha256:0", List.of(), Instant.EPOCH.plusSeconds(build));
    }

    @Test
    void readsWhatTheGatesOfTheVersionsFound() throws Exception {
        List<ModelVersion> versions = List.of(version(3, "drift", 0.89), version(2, "drift", 0.95), version(4, "", 0.2));
        assertThat(RetrainHistory.of(job, versions).retrains()).extracting(Retrain::version).containsExactly("digits:2", "digits:3");
        assertThat(RetrainHistory.of(job, versions).inVain("drift")).extracting(Retrain::version).containsExactly("digits:3");
    }

    private static ModelVersion trained(int build, String data) {
        return new ModelVersion("digits", String.valueOf(build), build, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.ofNullable(data),
                "mlcd/models/digits-" + build, 1, "sha256:0", List.of(), Instant.EPOCH.plusSeconds(build));
    }

    @Test
    void dataIsAsOldAsTheFirstVersionThatWasTrainedOnIt() {
        List<ModelVersion> versions = List.of(trained(1, "a"), trained(2, "b"), trained(3, "b"), trained(4, null));
        assertThat(DataAge.since(versions.get(2), versions)).contains(Instant.EPOCH.plusSeconds(2));
        assertThat(DataAge.since(versions.get(3), versions)).isEmpty();
    }
}
