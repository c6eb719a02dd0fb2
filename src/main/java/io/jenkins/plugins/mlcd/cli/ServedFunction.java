package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription.Serving;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which function is served: a model directory, a file of a known kind, a command, or a function of a Python file. */
final class ServedFunction {

    private static final Pattern IMAGE = Pattern.compile("(\\d{1,4})x(\\d{1,4})(?:x(\\d{1,2}))?");

    @Option(names = "--model", paramLabel = "DIR|FILE",
            description = "The model directory; or a file .pt (TorchScript), .onnx, .ubj or .json (XGBoost), with --classes and --features or --image.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--function", paramLabel = "FILE:NAME", description = "A function of a Python file, such as predict.py:predict, instead of --model.")
    private Optional<String> function = Optional.empty();

    @Option(names = "--command", description = "A program that answers JSON lines, instead of --model; its words are parted by spaces.")
    private Optional<String> command = Optional.empty();

    @Option(names = "--classes", split = ",", paramLabel = "CLASS", description = "The classes, in the order of the probabilities.")
    private List<String> classes = List.of();

    @Option(names = "--features", paramLabel = "N", description = "The input is a row of so many numbers.")
    private int features;

    @Option(names = "--image", paramLabel = "HxW[xC]", description = "The input is an image of this size, such as 28x28 or 32x32x3.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--output", paramLabel = "KIND", description = "What a file .pt or .onnx answers with: logits (default) or probabilities.")
    private Optional<String> output = Optional.empty();

    /** @throws IllegalArgumentException naming the option and the rule */
    Predictor load() throws IOException {
        if (List.of(model.isPresent(), function.isPresent(), command.isPresent()).stream().filter(given -> given).count() != 1) {
            throw new IllegalArgumentException("give one of --model, --function and --command");
        }
        if (model.isPresent() && Files.isDirectory(model.get())) {
            return Models.load(model.get());
        }
        if (model.isPresent()) {
            String framework = Models.framework(model.get()).orElseThrow(() -> new IllegalArgumentException(
                    "--model '" + model.get() + "' is neither a directory nor a file that ends with .pt, .onnx, .ubj or .json"));
            return Models.load(model.get(), described(framework, Optional.empty()));
        }
        Optional<List<String>> words = command.map(text -> Arrays.asList(text.strip().split("\\s+")));
        return Models.start(directory(), described(words.isPresent() ? "command" : "python", words));
    }

    private ModelDescription described(String framework, Optional<List<String>> words) {
        if (classes.isEmpty() || (features > 0) == image.isPresent()) {
            throw new IllegalArgumentException("a model without model.json needs --classes, and either --features or --image");
        }
        return ModelDescription.of(framework, classes, image.map(ServedFunction::shape).orElseGet(() -> InputShape.table(features)), words,
                new Serving(function.map(text -> text.substring(text.lastIndexOf('/') + 1)), Optional.empty(), output));
    }

    private static InputShape shape(String text) {
        Matcher size = IMAGE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("--image '" + text + "' is not a size such as 28x28 or 32x32x3");
        }
        int channels = size.group(3) == null ? 1 : Integer.parseInt(size.group(3));
        return InputShape.image(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), channels);
    }

    /** Where the model and what belongs to it lies. */
    Path directory() {
        Path here = Path.of("").toAbsolutePath();
        Path file = model.or(() -> function.map(Path::of)).map(here::resolve).orElse(here.resolve("command"));
        return Files.isDirectory(file) ? file : file.getParent();
    }

    /** How it is called when nobody gives it a name. */
    String name() {
        String file = model.or(() -> function.map(text -> Path.of(text.replaceAll("\\.py:.*", "")))).orElse(Path.of("command"))
                .toAbsolutePath().normalize().getFileName().toString();
        return file.replaceAll("[^A-Za-z0-9._:-]", "-");
    }
}
