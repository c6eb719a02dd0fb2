package io.jenkins.plugins.mlcd.embedded.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Ends processes together with those that they have started: asks first, and forces what is left after a while. */
public final class ProcessTree {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);

    private ProcessTree() {
    }

    /** Ends {@code root} and its descendants; after {@code grace} by force. Returns when all have ended. */
    public static void kill(ProcessHandle root, Duration grace) throws InterruptedException {
        Set<ProcessHandle> all = new LinkedHashSet<>(root.descendants().toList());
        all.add(root);
        kill(all, grace);
    }

    /** Ends every process of this user, but for this JVM, that has all of {@code variables} in its environment. Works where there is /proc. */
    public static void killWithEnvironment(Map<String, String> variables) throws InterruptedException {
        if (variables.isEmpty()) {
            throw new IllegalArgumentException("processes cannot be told apart without a variable");
        }
        List<String> wanted = variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        ProcessHandle self = ProcessHandle.current();
        Set<ProcessHandle> found = new LinkedHashSet<>();
        ProcessHandle.allProcesses().filter(p -> !p.equals(self) && environment(p).containsAll(wanted)).forEach(found::add);
        kill(found, GRACE);
    }

    private static Set<String> environment(ProcessHandle process) {
        try {
            return Set.copyOf(new HashSet<>(Arrays.asList(Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1).split("\0"))));
        } catch (IOException e) {
            return Set.of(); // ended meanwhile, or another user's
        }
    }

    private static void kill(Set<ProcessHandle> processes, Duration grace) throws InterruptedException {
        processes.forEach(ProcessHandle::destroy);
        if (waitFor(processes, grace)) {
            return;
        }
        List<ProcessHandle> left = processes.stream().flatMap(p -> Stream.concat(p.descendants(), Stream.of(p))).filter(ProcessHandle::isAlive).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        waitFor(Set.copyOf(left), grace);
    }

    private static boolean waitFor(Set<ProcessHandle> processes, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (processes.stream().anyMatch(ProcessTree::runs)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    /** Whether it still does something: one that has ended but was not yet waited for by its parent does not. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | StringIndexOutOfBoundsException e) {
            return process.isAlive();
        }
    }
}
