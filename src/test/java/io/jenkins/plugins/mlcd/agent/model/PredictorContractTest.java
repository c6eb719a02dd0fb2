package io.jenkins.plugins.mlcd.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of model does alike. */
class PredictorContractTest {

    private static final float[][] ROWS = {{0.2f, 0.1f, 0.3f, 0.25f}, {0.9f, 0.8f, 0.7f, 1f}, {0.5f, 0.5f, 0.25f, 0f}};

    @TempDir
    static Path directory;

    enum Kind {
        PYTORCH, TORCHSCRIPT, ONNX, XGBOOST, COMMAND, PYTHON;

        Path write(Path directory) throws Exception {
            return switch (this) {
                case PYTORCH -> ModelFiles.torch(directory);
                case TORCHSCRIPT -> ModelFiles.torchScript(directory);
                case ONNX -> ModelFiles.onnx(directory);
                case XGBOOST -> ModelFiles.xgboost(directory);
                case COMMAND -> ModelFiles.command(directory);
                case PYTHON -> ModelFiles.pythonFunction(directory);
            };
        }

        boolean learnsNothing() {
            return this == PYTORCH;
        }
    }

    private static Predictor load(Kind kind) throws Exception {
        if (kind == Kind.PYTHON) {
            assumeTrue(isInstalled("python3"), "left out, because there is no python3");
        }
        if (kind == Kind.COMMAND) {
            assumeTrue(isInstalled("sh"), "left out, because there is no sh");
        }
        Path model = directory.resolve(kind.name());
        return Models.load(Files.exists(model) ? model : kind.write(model));
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @ParameterizedTest
    @EnumSource
    void answersWithTheProbabilitiesOfTheClasses(Kind kind) throws Exception {
        try (Predictor model = load(kind)) {
            float[][] rows = model.predict(ROWS);

            assertThat(model.description().classes()).isEqualTo(ModelFiles.CLASSES);
            assertThat(rows).hasDimensions(ROWS.length, 2);
            for (float[] row : rows) {
                assertThat(row[0] + row[1]).isCloseTo(1, within(1e-5f));
                assertThat(row[0]).isBetween(0f, 1f);
            }
            if (!kind.learnsNothing()) {
                assertThat(rows[0][1]).as("dark").isLessThan(rows[1][1]);
                assertThat(rows[1][1]).as("bright").isGreaterThan(0.8f);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithTheSameProbabilitiesAndANetworkWithItsLastHiddenLayer(Kind kind) throws Exception {
        try (Predictor model = load(kind)) {
            Answers answers = model.answer(ROWS);

            assertThat(answers.probabilities()).isDeepEqualTo(model.predict(ROWS));
            assertThat(answers.embedding().isPresent()).isEqualTo(kind == Kind.PYTORCH);
            answers.embedding().ifPresent(embedding -> {
                assertThat(embedding).hasDimensions(ROWS.length, 64);
                assertThat(embedding[0]).as("of another row").isNotEqualTo(embedding[1]);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersTheSameToARowAloneAndAmongOthers(Kind kind) throws Exception {
        try (Predictor model = load(kind)) {
            float[][] together = model.predict(ROWS);

            for (int i = 0; i < ROWS.length; i++) {
                assertThat(model.predict(new float[][] {ROWS[i]})[0]).containsExactly(together[i], within(1e-5f));
            }
            assertThat(model.predict(new float[0][])).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesARowOfAnotherLengthAndGoesOn(Kind kind) throws Exception {
        try (Predictor model = load(kind)) {
            assertThatThrownBy(() -> model.predict(new float[][] {{1f}}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an input of this model has 4 values, but 1 came");
            assertThat(model.predict(ROWS)).hasDimensions(ROWS.length, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesSeveralThreads(Kind kind) throws Exception {
        try (Predictor model = load(kind)) {
            float[][] alone = model.predict(ROWS);
            List<CompletableFuture<float[][]>> answers =
                    IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> model.predict(ROWS))).toList();

            for (CompletableFuture<float[][]> answer : answers) {
                for (int i = 0; i < ROWS.length; i++) {
                    assertThat(answer.join()[i]).containsExactly(alone[i], within(1e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHSCRIPT", "ONNX", "XGBOOST"})
    void saysThatAFileIsDamagedOrMissing(Kind kind) throws Exception {
        Path model = kind.write(directory.resolve("damaged-" + kind));
        Path file;
        try (Stream<Path> files = Files.list(model)) {
            file = files.filter(one -> !one.endsWith("model.json")).findFirst().orElseThrow();
        }
        Files.writeString(file, "nothing of the kind");
        assertThatThrownBy(() -> Models.load(model)).isInstanceOf(IOException.class).hasMessageContaining(file + " is no ").hasMessageNotContaining("\n");
        Files.delete(file);
        assertThatThrownBy(() -> Models.load(model)).isInstanceOf(IOException.class).hasMessageContaining(file + " is not there");
    }

    @Test
    void aFileAloneIsServedWhenItsClassesAreGiven() throws Exception {
        Path model = ModelFiles.onnx(directory.resolve("alone"));
        ModelDescription description = ModelDescription.of("onnx", List.of("a", "b"), io.jenkins.plugins.mlcd.agent.data.InputShape.table(4),
                Optional.empty(), ModelDescription.Serving.NONE);

        assertThat(Models.framework(model.resolve("model.onnx"))).contains("onnx");
        try (Predictor predictor = Models.load(model.resolve("model.onnx"), description)) {
            assertThat(predictor.predict(ROWS)).hasDimensions(ROWS.length, 2);
        }
    }

    /** ONNX Runtime is large, so it may be left out; only who serves such a model learns of it. */
    @Test
    void withoutItsLibraryAnOnnxModelNamesTheJar() throws Exception {
        Path model = ModelFiles.onnx(directory.resolve("without-library"));
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("onnxruntime"))
                .map(PredictorContractTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> models = without.loadClass(Models.class.getName());

            assertThatThrownBy(() -> models.getMethod("load", Path.class).invoke(null, model))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("model.onnx needs ONNX Runtime: put the jar com.microsoft.onnxruntime:onnxruntime on the class path");
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
