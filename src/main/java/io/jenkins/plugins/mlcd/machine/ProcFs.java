package io.jenkins.plugins.mlcd.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Linux' {@code /proc} (proc(5)). Elsewhere, and for processes of other users, there is nothing to read. */
public final class ProcFs {

    /** Clock ticks in a second, as Linux shows them to programs on every architecture. */
    private static final double TICKS = 100;

    /** The fields utime, stime, cutime and cstime of {@code stat}, counted behind the command's name. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;
    private static final long KIBIBYTE = 1024;

    private final Path root;

    public ProcFs() {
        this(Path.of("/proc"));
    }

    ProcFs(Path root) {
        this.root = root;
    }

    /**
     * What processes use.
     *
     * @param processes their ids
     * @param residentBytes memory that they hold now; pages that they share count for each
     * @param peakBytes the most that one of them has held
     * @param cpuSeconds time that they and their ended children have had of processors
     */
    public record Use(List<Long> processes, long residentBytes, long peakBytes, double cpuSeconds) {}

    public Optional<String> cpuModel() {
        return line(root.resolve("cpuinfo"), "model name").or(() -> line(root.resolve("cpuinfo"), "Model"));
    }

    /** What all processes use that were started with a variable of this name and value. */
    public Use use(String name, String value) {
        byte[] wanted = ("\0" + name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8);
        List<Long> processes = new ArrayList<>();
        long resident = 0;
        long peak = 0;
        double cpu = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root, "[0-9]*")) {
            for (Path process : all) {
                if (has(process, wanted)) {
                    processes.add(Long.parseLong(process.getFileName().toString()));
                    resident += kibibytes(process, "VmRSS");
                    peak = Math.max(peak, kibibytes(process, "VmHWM"));
                    cpu += cpuSeconds(process);
                }
            }
        } catch (IOException e) {
            // No /proc here.
        }
        return new Use(processes, resident, peak, cpu);
    }

    private static boolean has(Path process, byte[] wanted) {
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            byte[] framed = new byte[environment.length + 2];
            System.arraycopy(environment, 0, framed, 1, environment.length);
            return new String(framed, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false; // it has ended, or belongs to another user
        }
    }

    private static long kibibytes(Path process, String key) {
        return line(process.resolve("status"), key).map(text -> Long.parseLong(text.replaceAll("\\D", "")) * KIBIBYTE).orElse(0L);
    }

    private static double cpuSeconds(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields, FIRST_TIME, FIRST_TIME + TIMES).mapToLong(Long::parseLong).sum() / TICKS;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** The value of the first line {@code key : value} of a file. */
    private static Optional<String> line(Path file, String key) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
