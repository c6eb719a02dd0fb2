package io.jenkins.plugins.mlcd.agent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.evaluate.Scores;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Base;
import io.jenkins.plugins.mlcd.agent.model.Models;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.model.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New last layers on a network that knows the digits 0 to 4, for the digits 5 to 9. */
@Timeout(300)
class TransferIT {

    private static final Path DIGITS = Path.of("examples/data/digits");
    private static final Path SCRIPT = Path.of("src/test/resources/torchscript/features-28x28.pt");

    @TempDir
    private static Path directory;

    private static Path base;
    private static Part few;
    private static Part test;

    @BeforeAll
    static void trainABase() throws IOException {
        System.setProperty("ai.djl.pytorch.num_threads", "1"); // as the launcher does: more of them wait for each other
        Part old = Part.read(DIGITS.resolve("old/train"));
        base = directory.resolve("low");
        train("convnet", Map.of("epochs", "2"), Optional.empty(), digits(old, 0, 4), base);
        Part high = digits(old, 5, 9);
        few = high.where(index -> index < 250);
        test = digits(Part.read(DIGITS.resolve("old/test")), 5, 9);
    }

    private static Part digits(Part part, int from, int to) {
        return part.where(index -> part.get(index).label().map(Integer::parseInt).filter(digit -> digit >= from && digit <= to).isPresent());
    }

    private static void train(String algorithm, Map<String, String> params, Optional<Path> base, Part part, Path model) throws IOException {
        Job job = Job.of(Algorithms.named(algorithm), Settings.of(Algorithms.named(algorithm), params), part, 1, base);
        new Training(new Reporter(Optional.empty(), new PrintWriter(Writer.nullWriter())), Optional.empty()).run(job, part, Optional.of(model));
    }

    private static double accuracy(Path model) throws IOException {
        try (Predictor predictor = Models.load(model)) {
            return Scores.of(predictor, test).accuracy();
        }
    }

    @Test
    void learnsFromFewSamplesWhatTheBasesFeaturesTellApart() throws IOException {
        Path model = directory.resolve("high");
        train("transfer", Map.of("epochs", "20"), Optional.of(base), few, model);

        assertThat(accuracy(model)).isGreaterThan(0.7);
    }

    @Test
    void takesAlongWhatItNeedsOfTheBase() throws IOException {
        Path copy = directory.resolve("copy of low");
        Files.createDirectory(copy);
        try (Stream<Path> files = Files.list(base)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path model = directory.resolve("alone");
        train("transfer", Map.of("epochs", "3", "hidden", "16", "layers", "1"), Optional.of(copy), few, model);
        double before = accuracy(model);
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(accuracy(model)).isEqualTo(before);
        assertThat(Models.bytes(model)).isGreaterThan(Models.bytes(base) / 2);
        assertThat(Files.list(model.resolve("base")).map(file -> file.getFileName().toString())).doesNotContain("profile.json");
    }

    @Test
    void givesTheSameModelForTheSameSeed() throws IOException {
        train("transfer", Map.of("epochs", "2"), Optional.of(base), few, directory.resolve("once"));
        train("transfer", Map.of("epochs", "2"), Optional.of(base), few, directory.resolve("twice"));

        assertThat(Files.readAllBytes(directory.resolve("once/model-0000.params"))).isEqualTo(Files.readAllBytes(directory.resolve("twice/model-0000.params")));
    }

    @Test
    void standsOnATorchScriptFile() throws IOException {
        Path model = directory.resolve("on script");
        train("transfer", Map.of("epochs", "20", "hidden", "64"), Optional.of(SCRIPT), few, model);

        assertThat(model.resolve("base/base.pt")).hasSameBinaryContentAs(SCRIPT);
        assertThat(accuracy(model)).isGreaterThan(0.6);
    }

    @Test
    void saysWhyABaseCannotBeUsed() throws IOException {
        InputShape input = few.shape();
        Path trees = directory.resolve("trees");
        train("xgboost", Map.of("rounds", "1"), Optional.empty(), few, trees);

        assertThatThrownBy(() -> Base.open(directory.resolve("none"), 1, input)).hasMessageEndingWith("none: no model directory and no TorchScript file (*.pt) is there");
        assertThatThrownBy(() -> Base.open(directory, 1, input)).hasMessageContaining("is no model directory");
        assertThatThrownBy(() -> Base.open(trees, 1, input)).hasMessageContaining("only a network can be a base, but this is a model of 'xgboost'");
        assertThatThrownBy(() -> Base.open(base, 3, input)).hasMessageContaining("it has 2 fully connected layers, so layers must not be 3");
        assertThatThrownBy(() -> Base.open(base, 1, InputShape.image(8, 8, 1))).hasMessageContaining("it takes a 28x28x1 image, but the data holds a 8x8x1 image");
        Path broken = Files.write(directory.resolve("broken.pt"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Base.open(broken, 1, input)).isInstanceOf(IOException.class).hasMessageContaining("broken.pt");
    }
}
