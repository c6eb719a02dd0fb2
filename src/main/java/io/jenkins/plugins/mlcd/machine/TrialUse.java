package io.jenkins.plugins.mlcd.machine;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial uses, by the keys of the protocol's {@code resources} report, put together of samples taken while it runs. What is
 * not known is left out.
 */
public final class TrialUse implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Map<String, Object> machine = new LinkedHashMap<>();
    private long memory;
    private long device;
    private double cpu;

    /**
     * A look at a trial's processes.
     *
     * @param machine what its machine is made of: {@code cpu_model}, {@code cpu_count}, {@code gpu_model}, {@code gpu_count}, {@code gpu_driver}
     * @param memoryBytes memory that its processes hold, or that one of them has held
     * @param deviceBytes memory of GPUs that they hold
     * @param cpuSeconds time that they have had of processors since they began
     */
    public record Sample(LinkedHashMap<String, Object> machine, long memoryBytes, long deviceBytes, double cpuSeconds) implements Serializable {

        /** Looks at the processes of this machine that were started with a variable of this name and value. */
        public static Sample take(String variable, String value) {
            ProcFs proc = new ProcFs();
            List<NvidiaSmi.Gpu> gpus = NvidiaSmi.gpus();
            Map<Long, Long> onGpu = gpus.isEmpty() ? Map.of() : NvidiaSmi.processes();
            return of(proc, gpus, onGpu, proc.use(variable, value));
        }

        static Sample of(ProcFs proc, List<NvidiaSmi.Gpu> gpus, Map<Long, Long> onGpu, ProcFs.Use use) {
            LinkedHashMap<String, Object> machine = new LinkedHashMap<>();
            proc.cpuModel().ifPresent(model -> machine.put("cpu_model", model));
            machine.put("cpu_count", (long) Runtime.getRuntime().availableProcessors());
            if (!gpus.isEmpty()) {
                machine.put("gpu_model", gpus.get(0).name());
                machine.put("gpu_count", (long) gpus.size());
                machine.put("gpu_driver", gpus.get(0).driver());
            }
            long device = use.processes().stream().mapToLong(id -> onGpu.getOrDefault(id, 0L)).sum();
            return new Sample(machine, Math.max(use.residentBytes(), use.peakBytes()), device, use.cpuSeconds());
        }
    }

    public void add(Sample sample) {
        machine.putAll(sample.machine());
        memory = Math.max(memory, sample.memoryBytes());
        device = Math.max(device, sample.deviceBytes());
        // Processes that ended take their time with them, so the sum may fall.
        cpu = Math.max(cpu, sample.cpuSeconds());
    }

    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>(machine);
        if (memory > 0) {
            figures.put("peak_memory_bytes", memory);
        }
        if (device > 0) {
            figures.put("device_memory_bytes", device);
        }
        if (cpu > 0) {
            figures.put("cpu_seconds", cpu);
        }
        return figures;
    }
}
