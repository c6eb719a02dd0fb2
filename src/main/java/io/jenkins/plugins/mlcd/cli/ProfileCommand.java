package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.FeatureFile;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd profile}: the profile of data as a model sees it, or the reference profile that belongs to the model. */
@Command(name = "profile", mixinStandardHelpOptions = true, description = "Summarises data as a model sees it, for comparison with its traffic.")
public final class ProfileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "The model directory.")
    private Path model;

    @Option(names = "--data", required = true, paramLabel = "PART", description = "The part of a data set to summarise.")
    private Path data;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the profile here; default: standard output.")
    private Optional<Path> output;

    @Option(names = "--reference",
            description = "The data is what the model was trained on: write profile.json and features.json into the model directory.")
    private boolean reference;

    @Override
    public Integer call() throws IOException {
        Part part = Part.read(data);
        try (Predictor predictor = Models.load(model)) {
            InputShape shape = predictor.description().input();
            if (part.shape().values() != shape.values()) {
                throw new IOException(data + " holds a " + part.shape() + " a sample, but the model takes a " + shape);
            }
            if (reference) {
                ReferenceProfile.write(model, part, predictor);
            } else {
                print(ReferenceProfile.of(part, FeatureFile.readOrPlain(model, shape), predictor));
            }
        }
        return 0;
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
