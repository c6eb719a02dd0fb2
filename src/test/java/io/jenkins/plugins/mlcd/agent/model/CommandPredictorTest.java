package io.jenkins.plugins.mlcd.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandPredictorTest {

    @TempDir
    Path directory;

    @Test
    void sharesTheRestOfTheConfidenceAmongTheOtherClasses() throws IOException {
        try (Predictor model = model("n=0; while read l; do echo '{\"id\":\"'$n'\",\"prediction\":\"b\",\"confidence\":0.8}'; n=$((n+1)); done")) {
            float[][] rows = model.predict(new float[][] {{0f, 1f}, {1f, 1f}});

            assertThat(rows).hasDimensions(2, 3);
            assertThat(rows[1]).containsExactly(new float[] {0.1f, 0.8f, 0.1f}, org.assertj.core.data.Offset.offset(1e-6f));
            assertThatThrownBy(() -> model.predict(new float[][] {{0f}})).hasMessage("an input of this model has 2 values, but 1 came");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exit 3                                          | it ended
            read l; echo nonsense; read l                   | its answer must be a JSON object
            read l; echo '{"id":"9","prediction":"b","confidence":1}'; read l | answered with id '9' to the request '0'
            read l; echo '{"id":"0","prediction":"z","confidence":1}'; read l | a prediction among the classes
            read l; echo '{"id":"0","prediction":"b","confidence":2}'; read l | a confidence from 0 to 1
            """)
    void saysInOneSentenceWhatTheProgramDidWrong(String script, String message) throws IOException {
        try (Predictor model = model(script)) {
            assertThatThrownBy(() -> model.predict(new float[][] {{0f, 1f}}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void saysWhichProgramIsMissing() {
        assertThatThrownBy(() -> Models.load(write("\"no-such-program\"")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the model's command 'no-such-program' cannot be started");
    }

    private Predictor model(String script) throws IOException {
        Files.writeString(directory.resolve("answer.sh"), script);
        return Models.load(write("\"sh\", \"answer.sh\""));
    }

    private Path write(String command) throws IOException {
        Files.writeString(directory.resolve("model.json"), """
                {"schema": "mlcd/model", "version": 1, "algorithm": "own", "framework": "command", "command": [%s],
                 "classes": ["a", "b", "c"], "input": {"kind": "table", "features": 2}}""".formatted(command));
        return directory;
    }
}
