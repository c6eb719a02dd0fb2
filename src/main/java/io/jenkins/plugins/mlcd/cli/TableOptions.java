package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.profile.table.ColumnRoles;
import io.jenkins.plugins.mlcd.agent.profile.table.FileProfiler;
import io.jenkins.plugins.mlcd.agent.profile.table.ProfileSink;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a table is to be read. */
final class TableOptions {

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, jsonl or parquet; default: what the file's name ends with.")
    private Optional<String> format;

    @Option(names = "--prediction", paramLabel = "COLUMN", description = "Holds the class that a model answered.")
    private Optional<String> prediction;

    @Option(names = "--confidence", paramLabel = "COLUMN", description = "Holds how sure it was, 0 to 1.")
    private Optional<String> confidence;

    @Option(names = "--label", paramLabel = "COLUMN", description = "Holds the true class.")
    private Optional<String> label;

    @Option(names = "--time", paramLabel = "COLUMN", description = "Holds the time, ISO-8601 or seconds since 1970.")
    private Optional<String> time;

    @Option(names = "--slice", split = ",", paramLabel = "COLUMN", description = "Count predictions and correct ones by the values of these columns.")
    private List<String> slices = List.of();

    @Option(names = "--ignore", split = ",", paramLabel = "COLUMN", description = "Leave these columns out.")
    private Set<String> ignored = Set.of();

    @Option(names = "--numeric", split = ",", paramLabel = "COLUMN", description = "These columns hold numbers, whatever the first rows look like.")
    private Set<String> numeric = Set.of();

    @Option(names = "--categorical", split = ",", paramLabel = "COLUMN", description = "These columns hold names, whatever the first rows look like.")
    private Set<String> categorical = Set.of();

    @Option(names = "--schema", paramLabel = "PROFILE", description = "The features, numeric and categorical, are those of this profile.")
    private Optional<Path> schema;

    FileProfiler profiler(Optional<Duration> window, ProfileSink profiles) throws IOException {
        ColumnRoles roles = new ColumnRoles(prediction, confidence, label, time, slices, ignored, numeric, categorical);
        return new FileProfiler(roles, schema.isPresent() ? Optional.of(read(schema.get())) : Optional.empty(), format, window, profiles);
    }

    /** The profile in a file; the message of the error names it. */
    static Profile read(Path file) throws IOException {
        try {
            return Profile.fromJson(Files.readString(file));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
