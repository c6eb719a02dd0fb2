package io.jenkins.plugins.mlcd.agent.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Opens model directories. */
public final class Models {

    private static final Set<String> NOT_THE_MODEL = Set.of(ModelDescription.FILE, "profile.json", "features.json");

    private static final String FRAMEWORKS = "pytorch, torchscript, onnx, xgboost, command or python";

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
            case "torchscript" -> load(directory.resolve(TorchScriptPredictor.FILE), description);
            case "onnx" -> load(directory.resolve(OnnxFile.NAME), description);
            case "xgboost" -> load(directory.resolve(XgboostPredictor.FILE), description);
            case "command" -> CommandPredictor.start(directory, description);
            case "python" -> PythonFunction.load(directory, description);
            default -> throw new IOException(directory.resolve(ModelDescription.FILE) + ": framework must be " + FRAMEWORKS + ", but is '"
                    + description.framework() + "'");
        };
    }

    /**
     * Loads the model that is one file, of framework {@code torchscript}, {@code onnx} or {@code xgboost}.
     *
     * @throws IOException in one sentence when it is not there or does not fit
     */
    public static Predictor load(Path file, ModelDescription description) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not there, but a model of framework '" + description.framework() + "' is that file");
        }
        return switch (description.framework()) {
            case "torchscript" -> TorchScriptPredictor.load(file, description);
            case "onnx" -> OnnxFile.load(file, description);
            case "xgboost" -> XgboostPredictor.load(file, description);
            default -> throw new IOException(file + ": a model of framework '" + description.framework() + "' is not one file");
        };
    }

    /** Starts a model that is a program or a function, in {@code directory}. */
    public static Predictor start(Path directory, ModelDescription description) throws IOException {
        return description.command().isPresent() ? CommandPredictor.start(directory, description) : PythonFunction.load(directory, description);
    }

    /** The framework of a model that is one file, by its name: {@code .pt}, {@code .onnx}, {@code .ubj} or {@code .json}. */
    public static Optional<String> framework(Path file) {
        String name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pt" -> Optional.of("torchscript");
            case "onnx" -> Optional.of("onnx");
            case "ubj", "json" -> Optional.of("xgboost");
            default -> Optional.empty();
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
