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

    /**
     * What made a version of a model, as far as is known; outlives the build.
     *
     * @param version without the model's name
     */
    public Path lineage(String model, String version) {
        return directory().resolve("lineage").resolve(BuildLayout.requireName("model", model)).resolve(version + ".json");
    }

    /**
     * The signed records of a model's promotions.
     *
     * @param name of one of them, without its ending
     */
    public Path promotion(String model, String name) {
        return directory().resolve("promotions").resolve(BuildLayout.requireName("model", model)).resolve(name + ".json");
    }

    /** Where the record of a build lies after the build was deleted. */
    public BuildLayout deleted(int build) {
        return new BuildLayout(directory().resolve("builds").resolve(String.valueOf(build)));
    }

    /** Trigger events: received, merged, suppressed, started build N. */
    public Path inbox() {
        return directory().resolve("inbox.jsonl");
    }

    /** What was seen of each source that the job polls, a file each. */
    public Path sources() {
        return directory().resolve("sources");
    }

    /** Schemas and versions of the data set called {@code name}. */
    public Path dataset(String name) {
        return directory().resolve("dataset-" + BuildLayout.requireName("data set", name) + ".jsonl");
    }
}
