package io.jenkins.plugins.mlcd.report;

import io.jenkins.plugins.mlcd.record.JobLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a job's record lies.
 *
 * @param name the job's full name, as shown
 * @param url of the job, relative to the root of the pages, ending with {@code /}; empty where there is none
 * @param directory holds {@code mlcd/registry.jsonl} and {@code mlcd/inbox.jsonl}, which may be missing
 * @param builds holds the builds' directories, by their numbers
 */
public record JobPlace(String name, String url, Path directory, Path builds) {

    public JobPlace {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(builds, "builds");
    }

    /** Where builds may have left a record: first the builds that there are, then those that were deleted. */
    public List<Path> places() {
        return List.of(builds, new JobLayout(directory).directory().resolve("builds"));
    }
}
