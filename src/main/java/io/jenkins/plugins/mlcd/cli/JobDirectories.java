package io.jenkins.plugins.mlcd.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jobs with a record below a directory: the home of Jenkins or of {@code mlcd run}, or the directory of one job. */
final class JobDirectories {

    /** Folders are nested by a handful at most; links that lead in circles are not followed for ever. */
    private static final int DEEPEST = 20;

    private final Map<String, Path> jobs = new TreeMap<>();

    private JobDirectories() {}

    /** @throws UsageException when there is no such directory, or no job of it has a record */
    static Map<String, Path> below(Path directory, Optional<String> job) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new UsageException("'" + directory + "' is no directory; name the home of mlcd run or of Jenkins, or the directory of a job");
        }
        JobDirectories found = new JobDirectories();
        if (isJob(directory)) {
            found.jobs.put(directory.toAbsolutePath().normalize().getFileName().toString(), directory);
        } else {
            found.collect(directory.resolve("jobs"), "", 0);
        }
        if (found.jobs.isEmpty()) {
            throw new UsageException("no job below '" + directory + "' has a record of models");
        }
        if (job.isPresent()) {
            found.jobs.keySet().removeIf(name -> !name.equals(job.get()));
            if (found.jobs.isEmpty()) {
                throw new UsageException("there is no job '" + job.get() + "' with a record below '" + directory + "'");
            }
        }
        return found.jobs;
    }

    private static boolean isJob(Path directory) throws IOException {
        return Files.isRegularFile(directory.resolve("mlcd/registry.jsonl")) || !builds(directory).isEmpty();
    }

    private void collect(Path jobs, String folder, int depth) throws IOException {
        if (!Files.isDirectory(jobs) || depth > DEEPEST) {
            return;
        }
        try (Stream<Path> children = Files.list(jobs)) {
            for (Path child : children.filter(Files::isDirectory).toList()) {
                String name = folder + child.getFileName();
                if (isJob(child)) {
                    this.jobs.put(name, child);
                }
                collect(child.resolve("jobs"), name + "/", depth + 1);
            }
        }
    }

    /** The builds of a job that have a record, by number: those that are there, and those that were deleted. */
    static Map<Integer, Path> builds(Path job) throws IOException {
        Map<Integer, Path> builds = new TreeMap<>();
        for (Path directory : List.of(job.resolve("mlcd/builds"), job.resolve("builds"))) {
            for (Path build : children(directory)) {
                if (build.getFileName().toString().matches("\\d{1,9}") && Files.isDirectory(build.resolve("mlcd"))) {
                    builds.put(Integer.valueOf(build.getFileName().toString()), build);
                }
            }
        }
        return builds;
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return new ArrayList<>(children.toList());
        }
    }
}
