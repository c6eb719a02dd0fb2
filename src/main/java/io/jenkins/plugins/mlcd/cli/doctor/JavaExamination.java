package io.jenkins.plugins.mlcd.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * The JVM that trains and serves.
 *
 * @param feature its version, such as 17
 * @param memoryBytes of the machine or its cgroup
 * @param processors that it may use
 */
public record JavaExamination(int feature, long memoryBytes, int processors) implements Examination {

    private static final int OLDEST = 17;
    private static final long COMFORTABLE = 2L << 30;

    /** This JVM. */
    public static JavaExamination here() {
        long memory = java.lang.management.ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getTotalMemorySize() : 0;
        return new JavaExamination(Runtime.version().feature(), memory, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<Diagnosis> examine() {
        List<Diagnosis> found = new ArrayList<>();
        found.add(feature < OLDEST
                ? Diagnosis.fail("Java", "version " + feature, "Install a JDK 17 or newer, and set JAVA_HOME to it.")
                : Diagnosis.ok("Java", "version " + feature + ", " + processors + " processors"));
        if (memoryBytes > 0) {
            String seen = String.format(java.util.Locale.ROOT, "%.1f GiB", memoryBytes / (double) (1L << 30));
            found.add(memoryBytes < COMFORTABLE
                    ? Diagnosis.warn("memory", seen, "Give it 2 GiB or more: a trial takes about 700 MB, and each executor runs one.")
                    : Diagnosis.ok("memory", seen));
        }
        return found;
    }
}
