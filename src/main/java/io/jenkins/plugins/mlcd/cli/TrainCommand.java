package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.DataSet;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import io.jenkins.plugins.mlcd.agent.model.Transfer;
import io.jenkins.plugins.mlcd.agent.train.Job;
import io.jenkins.plugins.mlcd.agent.train.Reporter;
import io.jenkins.plugins.mlcd.agent.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd train}: trains one model. What is not given comes from the environment of a trial (docs/reference/protocol.md). */
@Command(
        name = "train",
        description = "Train one model; defaults come from the ML_* environment of a trial.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    private static final String FALLBACK = "convnet";

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "ROOT", description = "Data set; every part called 'train' below it is used.")
    private Path data;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "See 'mlcd algorithms'. Default: $ML_ALGORITHM, else convnet.")
    private String algorithm;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter; goes before those of the environment.")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--model-dir", paramLabel = "DIR", description = "Where the model is written. Default: $ML_MODEL_DIR; without it none is kept.")
    private Path modelDir;

    @Option(names = "--report", paramLabel = "FILE", description = "File to append reports to. Default: $ML_REPORT_FILE, else they are printed.")
    private Path report;

    @Option(names = "--seed", paramLabel = "N", description = "Seed, 0 to 2147483647. Default: $ML_SEED, else 1.")
    private Integer seed;

    @Option(names = "--base", paramLabel = "PATH", description = "A trained network to start from, for the algorithm 'transfer': a model directory, or a TorchScript file *.pt.")
    private Path base;

    @Option(names = "--epochs", paramLabel = "N", description = "The same as --param epochs=N.")
    private Integer epochs;

    @Override
    public Integer call() throws IOException {
        TrialEnvironment environment = new TrialEnvironment(System.getenv());
        Algorithm chosen;
        Settings settings;
        try {
            chosen = Algorithms.named(algorithm != null ? algorithm : environment.get("ML_ALGORITHM").orElse(base == null ? FALLBACK : Transfer.NAME));
            settings = Settings.of(chosen, given(environment));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        requireBase(chosen);
        long chosenSeed = seed(environment);
        Part training = DataSet.forTraining(data);
        Reporter reporter = new Reporter(environment.path(report, "ML_REPORT_FILE"), spec.commandLine().getOut());
        Job job = Job.of(chosen, settings, training, chosenSeed, chosen instanceof Transfer ? Optional.of(base) : Optional.empty());
        new Training(reporter, environment.get("GIT_COMMIT")).run(job, training, environment.path(modelDir, "ML_MODEL_DIR"));
        return 0;
    }

    /** Within a sweep the same command trains other algorithms, too: they start from nothing. */
    private void requireBase(Algorithm chosen) {
        if (chosen instanceof Transfer && base == null) {
            throw new UsageException("the algorithm 'transfer' needs a network to start from: --base DIR or --base FILE.pt");
        }
        if (base != null && !(chosen instanceof Transfer)) {
            spec.commandLine().getOut().println(chosen.name() + " starts from nothing: only 'transfer' uses --base");
        }
    }

    private Map<String, String> given(TrialEnvironment environment) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(environment.parameters());
        given.putAll(params);
        if (epochs != null) {
            given.put("epochs", epochs.toString());
        }
        return given;
    }

    private long seed(TrialEnvironment environment) {
        String text = seed != null ? seed.toString() : environment.get("ML_SEED").orElse("1");
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new UsageException("the seed must be a whole number from 0 to " + Integer.MAX_VALUE + ", but is '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
