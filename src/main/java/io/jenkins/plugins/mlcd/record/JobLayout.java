package io.jenkins.plugins.mlcd.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the record of a job lies that outlives its builds: {@code <job>/mlcd/...}.
 *
 * @param root the job's directory on the controller
 */
public record JobLayout(Path root) {

    private static final String LABELS = "labels-";

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

    /** Samples of production that people label for the model called {@code name}, and what they said. */
    public Path labels(String name) {
        return directory().resolve(LABELS + BuildLayout.requireName("model", name) + ".jsonl");
    }

    /** The models that have a {@link #labels queue of samples}, in alphabetical order. */
    public List<String> labelled() throws IOException {
        if (!Files.isDirectory(directory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(LABELS) && name.endsWith(".jsonl"))
                    .map(name -> name.substring(LABELS.length(), name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Schemas and versions of the data set called {@code name}. */
    public Path dataset(String name) {
        return directory().resolve("dataset-" + BuildLayout.requireName("data set", name) + ".jsonl");
    }
}
