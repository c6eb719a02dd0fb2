package io.jenkins.plugins.mlcd.machine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The GPUs of this machine and what processes use of them, by {@code nvidia-smi}, the driver's own tool. Without it, or when
 * it fails, there are none.
 */
public final class NvidiaSmi {

    private static final int SECONDS = 5;
    private static final int MAX_OUTPUT = 1 << 16;
    private static final long MEBIBYTE = 1L << 20;

    private NvidiaSmi() {}

    /**
     * A GPU.
     *
     * @param name such as {@code NVIDIA A100-SXM4-40GB}
     * @param memoryBytes all of its memory; empty where the driver does not tell
     * @param driver version of the driver
     */
    public record Gpu(String name, OptionalLong memoryBytes, String driver) {}

    /** The GPUs that this process may use. */
    public static List<Gpu> gpus() {
        return parseGpus(ask("--query-gpu=name,memory.total,driver_version"));
    }

    /** Bytes of device memory by process id, summed over GPUs. Inside a container, ids may be those of the host. */
    public static Map<Long, Long> processes() {
        return parseProcesses(ask("--query-compute-apps=pid,used_memory"));
    }

    private static String ask(String query) {
        try {
            Process process = new ProcessBuilder("nvidia-smi", query, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
            try (InputStream out = process.getInputStream()) {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return "";
                }
                String text = new String(out.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
                return process.exitValue() == 0 ? text : "";
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A line a GPU; lines that are none, such as {@code No devices were found}, are left out. */
    static List<Gpu> parseGpus(String csv) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : csv.split("\\R")) {
            String[] fields = line.split(",\\s*", -1);
            if (fields.length == 3 && !fields[0].isBlank()) {
                gpus.add(new Gpu(fields[0].strip(), mebibytes(fields[1]), fields[2].strip()));
            }
        }
        return gpus;
    }

    static Map<Long, Long> parseProcesses(String csv) {
        Map<Long, Long> used = new LinkedHashMap<>();
        for (String line : csv.split("\\R")) {
            String[] fields = line.split(",\\s*", -1);
            if (fields.length == 2 && fields[0].strip().matches("\\d{1,18}")) {
                mebibytes(fields[1]).ifPresent(bytes -> used.merge(Long.parseLong(fields[0].strip()), bytes, Long::sum));
            }
        }
        return used;
    }

    /** Empty for {@code [N/A]}, {@code [Not Supported]} and the like. */
    private static OptionalLong mebibytes(String field) {
        String digits = field.strip().replaceAll("\\s*MiB$", "");
        return digits.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(digits) * MEBIBYTE) : OptionalLong.empty();
    }
}
