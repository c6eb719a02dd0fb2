package io.jenkins.plugins.mlcd.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {

    @TempDir
    Path root;

    private void process(int id, String environment, String status, String stat) throws IOException {
        Path process = Files.createDirectories(root.resolve(String.valueOf(id)));
        Files.writeString(process.resolve("environ"), environment);
        Files.writeString(process.resolve("status"), status);
        Files.writeString(process.resolve("stat"), stat);
    }

    private ProcFs trial() throws IOException {
        Files.writeString(root.resolve("cpuinfo"), "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz\n");
        process(10, "HOME=/root\0ML_REPORT_FILE=/ws/trial-3/report.jsonl\0PATH=/bin\0", "Name:\tsh\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n",
                "10 (sh) S 1 10 10 0 -1 4194560 100 0 0 0 1 2 30 40 20 0 1 0 100 1 1");
        process(11, "ML_REPORT_FILE=/ws/trial-3/report.jsonl\0", "Name:\tpython3\nVmHWM:\t  900000 kB\nVmRSS:\t  800000 kB\n",
                "11 (python3 (x) y) R 10 10 10 0 -1 4194560 100 0 0 0 1000 200 0 0 20 0 1 0 100 1 1");
        process(12, "ML_REPORT_FILE=/ws/trial-31/report.jsonl\0", "VmHWM: 7 kB\nVmRSS: 7 kB\n", "12 (x) S 1 1 1 0 -1 1 1 0 0 0 9 9 9 9 20");
        Files.createDirectories(root.resolve("13"));
        return new ProcFs(root);
    }

    @Test
    void addsUpTheProcessesOfATrialAndOfNoOther() throws IOException {
        ProcFs.Use use = trial().use("ML_REPORT_FILE", "/ws/trial-3/report.jsonl");
        assertThat(use.processes()).containsExactlyInAnyOrder(10L, 11L);
        assertThat(use.residentBytes()).isEqualTo(801_000 * 1024L);
        assertThat(use.peakBytes()).isEqualTo(900_000 * 1024L);
        assertThat(use.cpuSeconds()).isEqualTo(12.73);
    }

    @Test
    void isSilentWhereThereIsNothingToRead() {
        ProcFs none = new ProcFs(root.resolve("none"));
        assertThat(none.cpuModel()).isEmpty();
        assertThat(none.use("A", "b")).isEqualTo(new ProcFs.Use(List.of(), 0, 0, 0));
    }

    @Test
    void putsSamplesTogetherToPeaks() throws IOException {
        ProcFs proc = trial();
        NvidiaSmi.Gpu gpu = new NvidiaSmi.Gpu("Tesla T4", OptionalLong.empty(), "535.161.08");
        TrialUse use = new TrialUse();
        use.add(TrialUse.Sample.of(proc, List.of(gpu), Map.of(11L, 500L, 99L, 7L), proc.use("ML_REPORT_FILE", "/ws/trial-3/report.jsonl")));
        use.add(TrialUse.Sample.of(proc, List.of(gpu), Map.of(11L, 300L), new ProcFs.Use(List.of(11L), 5, 5, 1)));
        assertThat(use.figures()).containsEntry("cpu_model", "Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz").containsEntry("gpu_model", "Tesla T4")
                .containsEntry("gpu_count", 1L).containsEntry("gpu_driver", "535.161.08").containsEntry("peak_memory_bytes", 900_000 * 1024L)
                .containsEntry("device_memory_bytes", 500L).containsEntry("cpu_seconds", 12.73);
    }

    @Test
    void findsAProcessOfThisMachineByItsVariable() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        ProcessBuilder sleeper = new ProcessBuilder("sleep", "30");
        sleeper.environment().put("ML_REPORT_FILE", root.toString());
        Process process = sleeper.start();
        try {
            ProcFs.Use use = new ProcFs().use("ML_REPORT_FILE", root.toString());
            assertThat(use.processes()).contains(process.pid());
            assertThat(use.residentBytes()).isPositive();
        } finally {
            process.destroyForcibly();
        }
    }
}
