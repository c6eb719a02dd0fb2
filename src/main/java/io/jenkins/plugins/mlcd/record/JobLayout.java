package io.jenkins.plugins.mlcd.record;

import java.nio.file.Path;

/**
 * Where the record of a job lies that outlives its builds: {@code <job>/mlcd/...}.
 *
 * @param root the job's directory on the controller
 */
public record JobLayout(Path root) {

    public Path directory() {
        return root.resolve("mlcd");
    }

    /** Model versions, and which of them is in production, since when and why. */
    public Path registry() {
        return directory().resolve("registry.jsonl");
    }

    /** Trigger events: received, merged, suppressed, started build N. */
    public Path inbox() {
        return directory().resolve("inbox.jsonl");
    }

    /** Schemas and versions of the data set called {@code name}. */
    public Path dataset(String name) {
        return directory().resolve("dataset-" + BuildLayout.requireName("data set", name) + ".jsonl");
    }
}
