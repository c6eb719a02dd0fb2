package io.jenkins.plugins.mlcd.agent.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Opens model directories. */
public final class Models {

    private static final Set<String> NOT_THE_MODEL = Set.of(ModelDescription.FILE, "profile.json", "features.json");

    private Models() {}

    /**
     * Loads the model in {@code directory}, of any framework, ready to predict.
     *
     * @throws IOException in one sentence when the directory holds no model, or its files do not fit its description
     */
    public static Predictor load(Path directory) throws IOException {
        ModelDescription description = ModelDescription.read(directory);
        return switch (description.framework()) {
            case "pytorch" -> description.algorithm().equals(Transfer.NAME)
                    ? TransferPredictor.load(directory, description)
                    : TorchPredictor.load(directory, description);
            case "xgboost" -> XgboostPredictor.load(directory, description);
            case "command" -> CommandPredictor.start(directory, description);
            default -> throw new IOException(directory.resolve(ModelDescription.FILE) + ": framework must be pytorch, xgboost or command, but is '"
                    + description.framework() + "'");
        };
    }

    /** Size of the model's files in bytes, without its description and reference profile. */
    public static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += NOT_THE_MODEL.contains(file.getFileName().toString()) ? 0 : Files.size(file);
            }
            return sum;
        }
    }

    /** Checks the rows against the description; for predictors. */
    static void requireFit(ModelDescription description, float[][] inputs) {
        int values = description.input().values();
        for (float[] input : inputs) {
            if (input.length != values) {
                throw new IllegalArgumentException("an input of this model has " + values + " values, but " + input.length + " came");
            }
        }
    }
}
