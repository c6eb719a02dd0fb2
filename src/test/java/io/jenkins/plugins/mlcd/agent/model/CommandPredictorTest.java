package io.jenkins.plugins.mlcd.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandPredictorTest {

    private static final float[][] ROW = {{0f, 1f}};

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
    void startsAProgramThatCrashedAgainAtOnceTheFirstTimeAndThenAfterAWait() throws IOException {
        try (Predictor model = model("read l; echo 'out of luck' >&2; exit 7")) {
            assertThatThrownBy(() -> model.predict(ROW)).isInstanceOf(ModelUnavailableException.class).hasMessageContaining("it ended with status 7: out of luck");
            assertThatThrownBy(() -> model.predict(ROW)).as("started again").hasMessageContaining("it ended with status 7: out of luck");
            assertThatThrownBy(() -> model.predict(ROW))
                    .isInstanceOfSatisfying(ModelUnavailableException.class, e -> assertThat(e.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)))
                    .hasMessageContaining("it is started again in 1 s");
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("questions of sh"));
    }

    @Test
    void goesOnWithAProgramThatCameBack() throws IOException {
        try (Predictor model = model(
                "n=0; while read l; do [ -f crashed ] || { touch crashed; exit 1; }; id=${l#*:\\\"}; id=${id%%\\\"*}; "
                        + "echo '{\"id\":\"'$id'\",\"prediction\":\"b\",\"confidence\":0.8}'; done")) {
            assertThatThrownBy(() -> model.predict(ROW)).hasMessageContaining("it ended with status 1");
            assertThat(model.predict(ROW)[0][1]).isEqualTo(0.8f);
        }
    }

    @Test
    void endsAProgramThatDoesNotAnswerInTime() throws IOException {
        Files.writeString(directory.resolve("answer.sh"), "sleep 60");
        long start = System.nanoTime();
        try (Predictor model = Models.load(write("\"sh\", \"answer.sh\"", "\"serving\": {\"timeout\": \"200ms\"},"))) {
            assertThatThrownBy(() -> model.predict(ROW)).isInstanceOf(ModelUnavailableException.class).hasMessageContaining("no answer came within 0.2 s");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anErrorThatAFunctionRaisesIsThatOfItsRequestOnly() throws IOException {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "left out, because there is no python3");
        try (Predictor model = Models.load(ModelFiles.python(directory, """
                print("loading")
                def predict(row):
                    print("predicting")
                    if row[0] is None:
                        return {"dark": 1}
                    return ("bright", 1 / row[0])
                """))) {
            assertThat(model.predict(new float[][] {{1f, 0, 0, 0}})[0]).containsExactly(0f, 1f);
            assertThat(model.predict(new float[][] {{Float.NaN, 0, 0, 0}})[0]).containsExactly(1f, 0f);
            assertThatThrownBy(() -> model.predict(new float[][] {{0, 0, 0, 0}}))
                    .isInstanceOf(InputRefusedException.class)
                    .hasMessage("the model's command says: ZeroDivisionError: float division by zero");
            assertThat(model.predict(new float[][] {{2f, 0, 0, 0}})[0]).containsExactly(0.5f, 0.5f);
        }
    }

    @Test
    void aFunctionThatIsNotThereIsNamed() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "left out, because there is no python3");
        try (Predictor model = Models.load(ModelFiles.python(directory, "def other(row): return 'dark'"))) {
            assertThatThrownBy(() -> model.predict(new float[1][4])).hasMessageContaining("predict.py has no function predict");
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
        return write(command, "");
    }

    private Path write(String command, String more) throws IOException {
        Files.writeString(directory.resolve("model.json"), """
                {"schema": "mlcd/model", "version": 1, "algorithm": "own", "framework": "command", "command": [%s], %s
                 "classes": ["a", "b", "c"], "input": {"kind": "table", "features": 2}}""".formatted(command, more));
        return directory;
    }
}
