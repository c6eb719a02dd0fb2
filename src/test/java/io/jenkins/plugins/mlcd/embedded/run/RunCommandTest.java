package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.embedded.RunCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {

    @TempDir
    Path directory;

    private int status;

    private String errors(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new RunCommand()).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((error, command, result) -> {
            command.getErr().println(error.getMessage());
            return 2;
        });
        status = line.execute(arguments);
        return err.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nothing/Jenkinsfile | there is no Jenkinsfile nothing/Jenkinsfile",
        "FILE --executors 0 | --executors must be at least 1, but is 0",
        "FILE --max-builds 0 | --max-builds must be at least 1, but is 0",
        "FILE --config nothing.yaml | there is no configuration nothing.yaml",
        "FILE --job a/b | job 'a/b' is not a name: use 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit",
    })
    void answersAWrongCallInOneLine(String arguments, String sentence) throws Exception {
        Path file = directory.resolve("Jenkinsfile");
        Files.writeString(file, "echo 'x'");
        assertThat(errors(arguments.replace("FILE", file.toString()).split(" "))).isEqualTo(sentence);
        assertThat(status).isEqualTo(2);
    }

    @Test
    void answersASyntaxErrorWithoutTouchingTheHome() throws Exception {
        Path file = directory.resolve("Jenkinsfile");
        Files.writeString(file, "node {\n  echo 'x\n}\n");
        assertThat(errors(file.toString(), "--home", directory.resolve("home").toString()))
                .isEqualTo("mlcd: Jenkinsfile:2:10: expecting ''', found '\\n' in: echo 'x");
        assertThat(status).isEqualTo(2);
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void answersAMistakeInTheConfiguration() throws Exception {
        Path file = directory.resolve("Jenkinsfile");
        Files.writeString(file, "echo 'x'");
        Files.writeString(directory.resolve("mlcd.yaml"), "targets:\n  production: {cluster: {}}\n");
        assertThat(errors(file.toString())).isEqualTo("mlcd: mlcd.yaml:2: unknown setting 'cluster' in 'targets.production'; known are kserve, kubernetes, local");
    }
}
