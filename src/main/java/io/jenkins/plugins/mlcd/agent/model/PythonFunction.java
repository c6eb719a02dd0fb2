package io.jenkins.plugins.mlcd.agent.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that is a function in a Python file, written {@code predict.py:predict}. It gets a list of numbers (None where one is missing) and
 * returns a class, a class and its confidence, the probabilities in the order of the classes, or a dictionary of them by class. It runs in a
 * process of its own under {@code python3}, or what the environment variable {@code MLCD_PYTHON} names, with nothing but Python's own library.
 */
public final class PythonFunction {

    private static final Pattern FORM = Pattern.compile("(.+\\.py):([A-Za-z_][A-Za-z0-9_]*)");
    private static final String RUNNER = "mlcd_function.py";

    private PythonFunction() {}

    /** @throws IOException in one sentence when the file is not there, or there is no Python */
    static Predictor load(Path directory, ModelDescription description) throws IOException {
        String text = description.serving().flatMap(ModelDescription.Serving::function)
                .orElseThrow(() -> new IOException(directory + ": framework 'python' needs serving.function, such as predict.py:predict"));
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IOException("function '" + text + "' is not a Python file and the name of a function in it, such as predict.py:predict");
        }
        Path file = directory.resolve(form.group(1));
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file, so there is no function " + form.group(2) + " in it");
        }
        Path runner = Files.createTempFile("mlcd-function", ".py");
        try (InputStream in = PythonFunction.class.getResourceAsStream(RUNNER)) {
            Files.copy(in, runner, StandardCopyOption.REPLACE_EXISTING);
            List<String> command = List.of(python(), runner.toString(), file.toAbsolutePath().toString(), form.group(2));
            return CommandPredictor.start(directory, description, command, () -> Files.deleteIfExists(runner));
        } catch (IOException e) {
            Files.deleteIfExists(runner);
            throw e;
        }
    }

    private static String python() {
        String chosen = System.getenv("MLCD_PYTHON");
        return chosen == null || chosen.isBlank() ? "python3" : chosen;
    }
}
