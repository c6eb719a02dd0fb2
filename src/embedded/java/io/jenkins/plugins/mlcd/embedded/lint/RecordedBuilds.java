package io.jenkins.plugins.mlcd.embedded.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.lint.GateFacts;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The builds of a job below the home of Jenkins or of {@code mlcd run} that recorded a gate. */
public final class RecordedBuilds {

    private RecordedBuilds() {}

    /**
     * The facts of the last {@code most} of them by build number, the newest first; none where there is no home.
     *
     * @param job its name; absent when there is only one
     * @throws UserError when there are several jobs and none is named, or the named one is not there
     */
    public static Map<Integer, GateFacts> last(Path home, Optional<String> job, int most) throws IOException {
        Path jobs = home.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return Map.of();
        }
        SortedMap<Integer, Path> builds = new TreeMap<>((a, b) -> b - a);
        try (Stream<Path> directories = Files.list(directory(jobs, job).resolve("builds"))) {
            directories.filter(build -> build.getFileName().toString().matches("\\d{1,9}"))
                    .filter(build -> Files.isRegularFile(new BuildLayout(build).validation()))
                    .forEach(build -> builds.put(Integer.parseInt(build.getFileName().toString()), build));
        }
        Map<Integer, GateFacts> facts = new LinkedHashMap<>();
        for (Map.Entry<Integer, Path> build : builds.entrySet()) {
            if (facts.size() < most) {
                facts.put(build.getKey(), new GateFacts(Json.read(new BuildLayout(build.getValue()).validation(), ObjectNode.class)));
            }
        }
        return facts;
    }

    /**
     * The directory of a job.
     *
     * @throws UserError as {@link #last}
     */
    public static Path directory(Path jobs, Optional<String> job) throws IOException {
        if (!Files.isDirectory(jobs)) {
            throw new UserError("there are no jobs in " + jobs);
        }
        List<String> names;
        try (Stream<Path> all = Files.list(jobs)) {
            names = all.filter(path -> Files.isDirectory(path.resolve("builds"))).map(path -> path.getFileName().toString()).sorted().toList();
        }
        if (job.isPresent() ? !names.contains(job.get()) : names.size() != 1) {
            throw new UserError(job.map(name -> "there is no job '" + name + "' in " + jobs).orElse("name one of the jobs in " + jobs + " by --job")
                    + "; there are " + names);
        }
        return jobs.resolve(job.orElse(names.get(0)));
    }
}
