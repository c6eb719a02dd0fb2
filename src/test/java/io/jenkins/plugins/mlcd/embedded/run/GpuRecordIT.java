package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a trial's record says of GPUs, on a machine that seems to have two. */
@Timeout(120)
class GpuRecordIT {

    private static final long MIB = 1L << 20;

    /** Says of each process called {@code gpu-trainer} that it holds memory on both. */
    private static final String NVIDIA_SMI = """
            #!/bin/sh
            case "$1" in
                --query-gpu=*) printf 'NVIDIA A100-SXM4-40GB, 40960, 550.54.15\\nNVIDIA A100-SXM4-40GB, 40960, 550.54.15\\n' ;;
                --query-compute-apps=*) for id in $(pgrep -x gpu-trainer); do printf '%s, 2048\\n%s, 1024\\n' "$id" "$id"; done; echo '999999999, 7000' ;;
                *) exit 2 ;;
            esac
            """;

    private static final String JENKINSFILE = """
            node {
                mlSweep(study: 'gpu', metric: 'accuracy', maxTrialCount: 1, space: [x: '0.0..1.0']) {
                    sh 'cp "$(command -v sleep)" gpu-trainer && ./gpu-trainer 8 && echo "[mlcd] {\\\\"accuracy\\\\": 0.5}"'
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void saysWhichGpusThereAreAndHowMuchMemoryTheTrialHeld() throws Exception {
        Path tool = Files.createDirectories(directory.resolve("bin")).resolve("nvidia-smi");
        Files.writeString(tool, NVIDIA_SMI);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        RunProcess run = RunProcess.start(Map.of("PATH", tool.getParent() + ":" + System.getenv("PATH")), directory, JENKINSFILE);
        assertThat(run.await(90)).as(run.output()).isZero();
        List<ObjectNode> events = EventLog.read(new BuildLayout(directory.resolve("home/jobs/job/builds/1")).study("gpu"), Schema.STUDY);
        JsonNode used = events.stream().filter(event -> event.path("event").asText().equals("resources")).reduce((first, last) -> last).orElseThrow().path("resources");
        assertThat(used.path("gpu_model").asText()).isEqualTo("NVIDIA A100-SXM4-40GB");
        assertThat(used.path("gpu_count").asInt()).isEqualTo(2);
        assertThat(used.path("gpu_driver").asText()).isEqualTo("550.54.15");
        assertThat(used.path("device_memory_bytes").asLong()).as("of this trial's process only").isEqualTo(3072 * MIB);
        assertThat(used.path("wall_seconds").asDouble()).isGreaterThan(7);
    }
}
