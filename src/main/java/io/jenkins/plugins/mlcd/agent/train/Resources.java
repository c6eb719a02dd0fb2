package io.jenkins.plugins.mlcd.agent.train;

import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.mlcd.agent.model.Torch;
import io.jenkins.plugins.mlcd.machine.NvidiaSmi;
import io.jenkins.plugins.mlcd.machine.ProcFs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this process has used since it started, by the keys of the protocol's {@code resources} report; what is not known is left out. */
public final class Resources {

    private Resources() {}

    /** @param gpu whether the first GPU was used */
    public static Map<String, Object> used(boolean gpu) {
        Map<String, Object> used = new LinkedHashMap<>();
        used.put("device", gpu ? "gpu" : "cpu");
        new ProcFs().cpuModel().ifPresent(model -> used.put("cpu_model", model));
        if (gpu) {
            used.put("gpu_count", Torch.gpus());
            List<NvidiaSmi.Gpu> gpus = NvidiaSmi.gpus();
            used.put("gpu_model", gpus.isEmpty() ? "compute capability " + CudaUtils.getComputeCapability(0) : gpus.get(0).name());
            gpus.stream().findFirst().ifPresent(first -> used.put("gpu_driver", first.driver()));
            used.put("device_memory_bytes", CudaUtils.getGpuMemory(Torch.device()).getUsed());
        }
        used.put("wall_seconds", rounded(ManagementFactory.getRuntimeMXBean().getUptime() / 1e3));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            used.put("cpu_seconds", rounded(system.getProcessCpuTime() / 1e9));
        }
        line(Path.of("/proc/self/status"), "VmHWM").ifPresent(peak -> used.put("peak_memory_bytes", kibibytes(peak)));
        return used;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** The value of the first line {@code key : value} of a file of the Linux kernel; empty elsewhere. */
    private static Optional<String> line(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) * 1024;
    }
}
