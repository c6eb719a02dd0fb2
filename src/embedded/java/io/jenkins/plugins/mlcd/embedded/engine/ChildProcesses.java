package io.jenkins.plugins.mlcd.embedded.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes that a run started. Each is noted in a file named by its id that holds when it started, so that a later run on
 * the same home can end what a killed run left behind, and never a stranger that got the same id.
 */
public final class ChildProcesses {

    private final Path directory;

    public ChildProcesses(Path directory) {
        this.directory = directory;
    }

    public void started(Process process) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(Long.toString(process.pid())), startOf(process.toHandle()));
    }

    public void ended(Process process) throws IOException {
        Files.deleteIfExists(directory.resolve(Long.toString(process.pid())));
    }

    /** Ends the processes that are noted and still run, with all their children; returns how many. */
    public int endAll(Duration grace) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        try (Stream<Path> notes = Files.list(directory)) {
            for (Path note : notes.toList()) {
                noted(note).ifPresent(process -> tree.addAll(treeOf(process)));
            }
        }
        end(tree, grace);
        try (Stream<Path> notes = Files.list(directory)) {
            for (Path note : notes.toList()) {
                Files.deleteIfExists(note);
            }
        }
        return tree.size();
    }

    private static Optional<ProcessHandle> noted(Path note) throws IOException {
        String start = Files.readString(note);
        return ProcessHandle.of(Long.parseLong(note.getFileName().toString()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(start));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Ends a process and all its children: a signal, and after {@code grace} a kill. */
    public static void endTree(ProcessHandle process, Duration grace) {
        end(treeOf(process), grace);
    }

    private static Set<ProcessHandle> treeOf(ProcessHandle process) {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        tree.add(process);
        process.descendants().forEach(tree::add);
        return tree;
    }

    private static void end(Set<ProcessHandle> tree, Duration grace) {
        tree.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle process : List.copyOf(tree)) {
            process.descendants().forEach(tree::add);
            awaitExit(process, deadline - System.nanoTime());
        }
        tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitExit(ProcessHandle process, long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            process.onExit().get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return;
        }
    }
}
