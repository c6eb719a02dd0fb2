package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.agent.profile.table.FileProfiler;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd profile}: the profile of tables in files, of data as a model sees it, the reference profile that belongs to a model, or several
 * profiles merged.
 */
@Command(name = "profile", mixinStandardHelpOptions = true,
        description = "Summarises data, as it is or as a model sees it, for comparison with a model's traffic.")
public final class ProfileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Tables (.csv, .jsonl, .parquet) to summarise together; with --merge: profiles.")
    private List<Path> files = List.of();

    @Option(names = "--merge", description = "The files are profiles: print the profile of all that they summarise together.")
    private boolean merge;

    @Mixin
    private TableOptions table;

    @Option(names = "--window", paramLabel = "LENGTH", description = "One profile for each stretch of time, such as 1h, by the table's time.")
    private Optional<String> window;

    @Option(names = "--model", paramLabel = "DIR", description = "A model directory: summarise --data as this model sees it.")
    private Optional<Path> model;

    @Option(names = "--data", paramLabel = "PART", description = "With --model: the part of a data set to summarise.")
    private Optional<Path> data;

    @Option(names = "--output", paramLabel = "FILE",
            description = "Write the profile here, or with --window each of them into this directory; default: standard output, a line each.")
    private Optional<Path> output;

    @Option(names = "--reference",
            description = "With --model: the data is what it was trained on; write profile.json and features.json into the model directory.")
    private boolean reference;

    @Override
    public Integer call() throws IOException {
        if (model.isPresent() != data.isPresent() || model.isPresent() == !files.isEmpty() || reference && model.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name files to summarise, or a model by --model and data by --data");
        }
        if (model.isPresent()) {
            ofModel(model.get(), data.get());
        } else if (merge) {
            print(merged());
        } else {
            ofTables();
        }
        return 0;
    }

    private void ofModel(Path directory, Path samples) throws IOException {
        Part part = Part.read(samples);
        try (Predictor predictor = Models.load(directory)) {
            InputShape shape = predictor.description().input();
            if (part.shape().values() != shape.values()) {
                throw new IOException(samples + " holds a " + part.shape() + " a sample, but the model takes a " + shape);
            }
            if (reference) {
                ReferenceProfile.write(directory, part, predictor);
            } else {
                print(ReferenceProfile.of(part, directory, predictor));
            }
        }
    }

    private Profile merged() throws IOException {
        List<Profile> profiles = new ArrayList<>();
        for (Path file : files) {
            profiles.add(TableOptions.read(file));
        }
        return Profile.merged(profiles);
    }

    private void ofTables() throws IOException {
        Optional<Duration> length = window.map(text -> Durations.parse("--window", text));
        FileProfiler profiler = table.profiler(length, length.isPresent() ? this::printWindow : this::print);
        for (Path file : files) {
            profiler.add(file);
        }
        PrintWriter err = spec.commandLine().getErr();
        profiler.end(note -> err.println("note: " + note));
        err.flush();
    }

    private void printWindow(Profile profile) throws IOException {
        if (output.isPresent()) {
            Json.write(output.get().resolve("profile-" + profile.from().toString().replace(":", "") + ".json"), profile);
        } else {
            print(profile);
        }
    }

    private void print(Profile profile) throws IOException {
        if (output.isPresent()) {
            Json.write(output.get(), profile);
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.println(profile.toJson());
            out.flush();
        }
    }
}
