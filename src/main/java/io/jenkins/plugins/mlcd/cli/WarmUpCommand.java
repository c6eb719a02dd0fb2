package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.evaluate.Evaluation;
import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import io.jenkins.plugins.mlcd.agent.train.Job;
import io.jenkins.plugins.mlcd.agent.train.Reporter;
import io.jenkins.plugins.mlcd.agent.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code mlcd warm-up}: trains and measures tiny models on noise. The launcher runs it once after a build, to unpack the native
 * libraries and to record the loaded classes for class-data sharing.
 */
@Command(name = "warm-up", hidden = true, description = "Rehearse training, for the launcher.")
final class WarmUpCommand implements Callable<Integer> {

    private static final int SAMPLES = 200;
    private static final int SIDE = 12;

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("mlcd-warm-up");
        try {
            for (String name : List.of("convnet", "xgboost")) {
                rehearse(Algorithms.named(name), directory.resolve(name));
            }
            return 0;
        } finally {
            delete(directory);
        }
    }

    private static void rehearse(Algorithm algorithm, Path directory) throws IOException {
        String length = algorithm.framework().equals("xgboost") ? "rounds" : "epochs";
        Job job = Job.of(algorithm, Settings.of(algorithm, Map.of(length, "1")), noise(), 1);
        new Training(new Reporter(Optional.empty(), new PrintWriter(Writer.nullWriter())), Optional.empty()).run(job, noise(), Optional.of(directory));
        try (Predictor predictor = Models.load(directory)) {
            Evaluation.of(predictor, noise(), Models.bytes(directory)).metrics(predictor);
        }
    }

    private static Part noise() {
        SplittableRandom random = new SplittableRandom(1);
        List<Part.Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            float[] input = new float[SIDE * SIDE];
            for (int k = 0; k < input.length; k++) {
                input[k] = (float) random.nextDouble();
            }
            samples.add(new Part.Sample("noise/" + i, input, Optional.of(Integer.toString(i % 2)), "noise"));
        }
        return new Part("noise", InputShape.image(SIDE, SIDE, 1), samples);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
