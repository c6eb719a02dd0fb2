package io.jenkins.plugins.mlcd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MlcdTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Mlcd.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nope                                                    | 2 | there is no command 'nope'
            train                                                   | 2 | Missing required option: '--data=ROOT'
            train --data none --frobnicate                          | 2 | Unknown option: '--frobnicate'
            train --data none --algorithm convent                   | 2 | there is no algorithm 'convent'; there are convnet, mlp
            train --data none --param lr=fast                       | 2 | lr must be a number from
            train --data none --param speed=1                       | 2 | convnet has no parameter 'speed'; its parameters are
            train --data none --epochs 0                            | 2 | epochs must be a whole number from 1 to 1000, but is '0'
            train --data none --algorithm transfer                  | 2 | the algorithm 'transfer' needs a network to start from: --base DIR or --base FILE.pt
            train --data none                                       | 1 | none is no directory with a data set
            train --data none --seed -1                             | 2 | the seed must be a whole number from 0 to 2147483647, but is '-1'
            evaluate --data examples/data/digits/old --model none   | 1 | none is no model directory: it holds no model.json
            evaluate --data none --model none                       | 1 | none is no directory with a data set
            """)
    void answersAMistakeInOneLineOnStderr(String arguments, int status, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(status);

        assertThat(err.toString()).startsWith("mlcd: ").contains(message);
        assertThat(err.toString().strip()).doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void listsItsCommandsAndNotTheLaunchersOwn() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("train", "evaluate", "algorithms").doesNotContain("warm-up");
    }

    @Test
    void listsTheAlgorithmsAsTextAndAsJson() throws IOException {
        assertThat(run("algorithms")).isZero();
        assertThat(out.toString()).contains("convnet: ").contains("depth      1 to 16, default 4; search '3..6': greatest depth of a tree");

        out.getBuffer().setLength(0);
        assertThat(run("algorithms", "--json")).isZero();
        assertThat(io.jenkins.plugins.mlcd.record.Json.mapper().readTree(out.toString()).findValuesAsText("framework"))
                .containsExactly("pytorch", "pytorch", "pytorch", "pytorch", "xgboost", "pytorch");
    }

    @Test
    void takesATrialsParametersFromItsFileElseFromItsVariables() throws IOException {
        Path file = Files.writeString(directory.resolve("params.json"), "{\"lr\": 0.01, \"batch\": 64, \"kind\": \"a\"}");
        Map<String, String> variables = Map.of("ML_PARAM_LR", "0.5", "ML_PARAM_BATCH", "32", "ML_SEED", "3");

        assertThat(new TrialEnvironment(variables).parameters()).containsOnly(Map.entry("lr", "0.5"), Map.entry("batch", "32"));
        assertThat(new TrialEnvironment(Map.of("ML_PARAMS_FILE", file.toString(), "ML_PARAM_LR", "0.5")).parameters())
                .containsOnly(Map.entry("lr", "0.01"), Map.entry("batch", "64"), Map.entry("kind", "a"));
        assertThat(new TrialEnvironment(Map.of("ML_SEED", " ")).get("ML_SEED")).isEmpty();
    }
}
