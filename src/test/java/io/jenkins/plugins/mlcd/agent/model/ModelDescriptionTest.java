package io.jenkins.plugins.mlcd.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDescriptionTest {

    private static final String WHOLE = """
            {"schema": "mlcd/model", "version": 1, "algorithm": "convnet", "params": {"lr": 0.01, "batch": 64}, "framework": "pytorch",
             "classes": ["0", "1"], "input": {"kind": "image", "height": 28, "width": 28, "channels": 1}, "parameters": 44426, "seed": 7,
             "metric": {"accuracy": 0.981}, "data": {"version": "sha256:00", "samples": 6200}, "commit": "abc", "unknown": true}""";

    @TempDir
    Path directory;

    @Test
    void readsTheProtocolsExampleAndWritesItAgain() throws IOException {
        Files.writeString(directory.resolve("model.json"), WHOLE);

        ModelDescription read = ModelDescription.read(directory);
        read.write(directory);

        assertThat(ModelDescription.read(directory)).isEqualTo(read);
        assertThat(read.input()).isEqualTo(InputShape.image(28, 28, 1));
        assertThat(read.params()).containsEntry("lr", 0.01).containsEntry("batch", 64);
        assertThat(read.parameters()).contains(44426L);
        assertThat(read.commit()).contains("abc");
        assertThat(read.command()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "version": 1          | "version": 2          | mlcd/model version 2; this mlcd reads up to version 1
            mlcd/model            | mlcd/study            | holds 'mlcd/study', but 'mlcd/model' was expected
            ["0", "1"]            | ["0"]                 | classes must be 2 to 10000 different names
            ["0", "1"]            | ["0", "0"]            | classes must be 2 to 10000 different names
            "height": 28          | "height": -1          | input must be an image with height, width and channels, or a table
            "kind": "image"       | "kind": "sound"       | input must be an image
            "framework": "pytorch"| "framework": "command"| framework 'command', and no other, needs a command
            "height": 28          | "height": "tall"      | model.json:
            {"schema"             | ["schema"             | model.json:
            """)
    void refusesWhatDoesNotFitInOneLineThatNamesTheFile(String part, String other, String message) throws IOException {
        Files.writeString(directory.resolve("model.json"), WHOLE.replace(part, other));

        assertThatThrownBy(() -> ModelDescription.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model.json")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesADirectoryWithoutAModelAndAFrameworkThatNobodyKnows() throws IOException {
        assertThatThrownBy(() -> Models.load(directory)).hasMessageContaining("is no model directory");

        Files.writeString(directory.resolve("model.json"), WHOLE.replace("pytorch", "tea-leaves"));
        assertThatThrownBy(() -> Models.load(directory)).hasMessageContaining("framework must be pytorch, torchscript, onnx, xgboost, command or python, but is 'tea-leaves'");
    }

    @Test
    void countsTheModelsFilesWithoutWhatDescribesThem() throws IOException {
        Files.writeString(directory.resolve("model.json"), WHOLE);
        Files.writeString(directory.resolve("profile.json"), "{}");
        Files.write(directory.resolve("model-0000.params"), new byte[100]);

        assertThat(Models.bytes(directory)).isEqualTo(100);
    }
}
