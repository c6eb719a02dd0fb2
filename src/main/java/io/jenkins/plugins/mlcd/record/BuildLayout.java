package io.jenkins.plugins.mlcd.record;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where the record of one build lies: {@code <build>/mlcd/...}.
 *
 * @param root the build's directory on the controller
 */
public record BuildLayout(Path root) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Path directory() {
        return root.resolve("mlcd");
    }

    public Path study(String name) {
        return directory().resolve("study-" + requireName("study", name) + ".jsonl");
    }

    public Path dataset() {
        return directory().resolve("dataset.json");
    }

    /** The rows of a data set that are no samples; there is no file when there are none. */
    public Path quarantine(String name) {
        return directory().resolve("quarantine-" + requireName("data set", name) + ".csv");
    }

    /** Where the labels of a data set's samples of production came from. */
    public Path provenance(String name) {
        return directory().resolve("provenance-" + requireName("data set", name) + ".csv");
    }

    /** Which contents a data set has; below a directory, because only the record's own files are archived. */
    public Path samples(String name) {
        return directory().resolve("samples").resolve(requireName("data set", name) + ".bin");
    }

    public Path validation() {
        return directory().resolve("validation.json");
    }

    /** What a person decided in place of a gate. */
    public Path override() {
        return directory().resolve("override.json");
    }

    public Path rollout() {
        return directory().resolve("rollout.jsonl");
    }

    /** What people want of a rollout that is under way. */
    public Path rolloutCommands() {
        return directory().resolve("rollout-commands.jsonl");
    }

    /** Profiles of the newest windows of the watches. */
    public Path monitorWindows() {
        return directory().resolve("monitor-windows");
    }

    public Path monitor() {
        return directory().resolve("monitor.jsonl");
    }

    /** What a trial printed; below a directory, because only the record's own files are archived. */
    public Path trialOutput(String study, int trial) {
        return directory().resolve("output").resolve(requireName("study", study) + "-" + trial + ".txt");
    }

    public Path lineage() {
        return directory().resolve("lineage.json");
    }

    /**
     * What a smoke test found.
     *
     * @param place {@code canary} or {@code production}
     */
    public Path smoke(String place) {
        return directory().resolve("smoke-" + requireName("place", place) + ".json");
    }

    /** The requests of the smoke tests; below a directory, because only the record's own files are archived. */
    public Path smokeRequests() {
        return directory().resolve("smoke").resolve("requests.jsonl");
    }

    /**
     * Names become parts of file names, labels and URLs, so they are letters, digits, '.', '_' and '-', at most 64,
     * and start with a letter or digit.
     *
     * @throws IllegalArgumentException naming the value and this rule
     */
    public static String requireName(String what, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " '" + name
                    + "' is not a name: use 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit");
        }
        return name;
    }
}
