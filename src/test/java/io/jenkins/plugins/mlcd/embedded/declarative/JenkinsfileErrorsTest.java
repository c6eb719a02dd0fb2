package io.jenkins.plugins.mlcd.embedded.declarative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.embedded.run.Runs;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is found before anything runs, and told in one line. */
class JenkinsfileErrorsTest {

    @TempDir
    Path directory;

    private void isRefused(String file, String... lines) {
        Runs runs = new Runs(directory);
        assertThatThrownBy(() -> runs.run(file)).isInstanceOf(UserError.class).hasMessage(String.join(System.lineSeparator(), lines));
        assertThat(Files.exists(runs.build(1))).as("a build was made").isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ecko 'x' | there is no step named 'ecko'; did you mean 'echo'?",
        "frobnicate() | there is no step named 'frobnicate'",
        "echo(massage: 'x') | echo has no parameter 'massage'; did you mean 'message'?;; echo needs the parameter 'message'",
        "echo() | echo needs the parameter 'message'",
        "echo 'a', 'b' | echo takes either named arguments or one without a name",
        "sleep(time: 'soon') | sleep: the parameter 'time' must be a whole number, not 'soon'",
        "sleep(time: 1.5) | sleep: the parameter 'time' must be a whole number, not 1.5",
        "sleep(time: 1, unit: 'FORTNIGHTS') | sleep: the parameter 'unit' must be one of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS, not 'FORTNIGHTS'",
        "sh(script: 'x', returnStdout: 1) | sh: the parameter 'returnStdout' must be true or false, not 1",
        "sh(script: ['x']) | sh: the parameter 'script' must be a text, not a list",
        "withEnv('A=1') { echo 'x' } | withEnv: the parameter 'overrides' must be a list, not 'A=1'",
        "dir('x') | dir needs a block, such as dir(...) { ... }",
        "echo('x') { sh 'y' } | echo takes no block",
        "dir('x') { ecko 'y' } | there is no step named 'ecko'; did you mean 'echo'?",
        "def x = 1 | only steps may stand here; free code goes into script { }",
        "if (true) { echo 'x' } | only steps may stand here; free code goes into script { }",
        "input 'go?' | 'input' is not supported here: nobody can be asked in mlcd run",
        "build 'other' | 'build' is not supported here: mlcd run knows only this one job",
    })
    void namesTheStepAndTheRule(String step, String rules) {
        String file = "pipeline {\n agent none\n stages {\n stage('S') {\n steps {\n" + step + "\n}\n}\n}\n}\n";
        String[] lines = rules.split(";; ");
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "Jenkinsfile:6: stage 'S': " + lines[i];
        }
        isRefused(file, lines);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "stages { } | 1: 'pipeline' needs the section 'agent';; 2: 'stages' needs at least one stage",
        "agent any | 1: 'pipeline' needs the section 'stages'",
        "agent none; stagess { } | 1: 'pipeline' needs the section 'stages';; 2: unknown section in 'pipeline' 'stagess'; did you mean 'stages'?",
        "agent gpu; stages { stage('S') { steps { echo 'x' } } } | 2: agent is any, none, or a block such as agent { label 'gpu' }, not 'gpu'",
        "agent { docker 'x' }; stages { stage('S') { steps { echo 'x' } } } | 2: 'docker' is not supported here: mlcd run starts no containers; use agent any or a label",
        "agent { lable 'x' }; stages { stage('S') { steps { echo 'x' } } } | 2: unknown agent in 'agent' 'lable'; did you mean 'label'?",
        "agent any; tools { maven 'x' }; stages { stage('S') { steps { echo 'x' } } } | 2: 'tools' is not supported here: mlcd run installs no tools; they must be on the PATH",
        "agent any; options { timout(1) }; stages { stage('S') { steps { echo 'x' } } } | 2: unknown option 'timout'; did you mean 'timeout'?",
        "agent any; options { timeout(unit: 'HOURS') }; stages { stage('S') { steps { echo 'x' } } } | 2: timeout needs the parameter 'time'",
        "agent any; parameters { strin(name: 'x') }; stages { stage('S') { steps { echo 'x' } } } | 2: unknown parameter kind 'strin'; did you mean 'string'?",
        "agent any; parameters { string(defaultValue: 'x') }; stages { stage('S') { steps { echo 'x' } } } | 2: string needs the parameter 'name'",
        "agent any; triggers { corn('H 3 * * 1') }; stages { stage('S') { steps { echo 'x' } } } | 2: unknown trigger 'corn'; did you mean 'cron'?",
        "agent any; environment { A = 1 }; stages { stage('S') { steps { echo 'x' } } } | 2: a value in 'environment' is a text in quotes or a call, not 1",
        "agent any; stages { stage { steps { echo 'x' } } } | 2: a stage needs a name, such as stage('Build')",
        "agent any; stages { stage('S') { } } | 2: stage 'S': a stage needs one of steps, stages, parallel or matrix",
        "agent any; stages { stage('S') { steps { } } } | 2: stage 'S': 'steps' needs at least one step",
        "agent any; post { succes { echo 'x' } }; stages { stage('S') { steps { echo 'x' } } } | 2: unknown condition in 'post' 'succes'; did you mean 'success'?",
        "agent any; stages { stage('S') { when { brunch 'x' }; steps { echo 'x' } } } | 2: stage 'S': unknown condition in 'when' 'brunch'; did you mean 'branch'?",
        "agent any; stages { stage('S') { when { }; steps { echo 'x' } } } | 2: stage 'S': 'when' needs at least one condition",
        "agent any; stages { stage('S') { when { branch 'x' } steps { echo 'x' } } } | 2: stage 'S': a stage needs one of steps, stages, parallel or matrix;; 2: stage 'S': each section of 'stage' goes on a line of its own; 'steps' stands behind another",
        "agent any; stages { stage('S') { agent any; parallel { stage('T') { steps { echo 'x' } } } } } | 2: stage 'S': a stage with parallel holds no agent; give one to the stages inside",
        "agent any; stages { stage('S') { matrix { stages { stage('T') { steps { echo 'x' } } } } } } | 2: stage 'S': 'matrix' needs the section 'axes'",
        "agent any; stages { stage('S') { matrix { axes { axis { name 'A' } }; stages { stage('T') { steps { echo 'x' } } } } } } | 2: stage 'S': an axis needs values, such as values '1', '2'",
        "agent any; stages { stage('S') { failFast true; steps { echo 'x' } } } | 2: stage 'S': failFast goes with parallel or matrix only",
    })
    void namesTheSectionAndTheRule(String content, String rules) {
        String[] lines = rules.split(";; ");
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "Jenkinsfile:" + lines[i];
        }
        isRefused("pipeline {\n" + content + "\n}\n", lines);
    }

    @Test
    void tellsWhereTheSyntaxBreaks() {
        isRefused("pipeline {\n  agent any\n  stages {\n    stage('S' {\n    }\n  }\n}\n", "Jenkinsfile:6:3: unexpected token: } in: }");
    }

    @Test
    void reportsEveryMistakeOfAFile() {
        isRefused("pipeline {\n agent none\n stages {\n stage('A') {\n steps {\n ecko 'x'\n}\n}\n stage('B') {\n steps {\n sleepp 1\n}\n}\n}\n}\n",
                "Jenkinsfile:6: stage 'A': there is no step named 'ecko'; did you mean 'echo'?",
                "Jenkinsfile:11: stage 'B': there is no step named 'sleepp'; did you mean 'sleep'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ecko 'x' | there is no step named 'ecko'; did you mean 'echo'?",
        "echo(massage: 'x') | echo has no parameter 'massage'; did you mean 'message'?",
        "echo massage | there is no variable named 'massage'",
        "dir('x') | dir needs a block, such as dir(...) { ... }",
        "retry(0) { echo 'x' } | retry: count must be at least 1, but is 0",
        "parallel(a: 1) | parallel: the branch 'a' is no block but 1",
        "sh 'exit 7' | script returned exit code 7",
        "unstash 'nothing' | `No such saved stash ‘nothing’`",
    })
    void atRunTimeTheLogHasThePlace(String code, String rule) throws Exception {
        Runs.Outcome outcome = new Runs(directory).run("node {\n stage('S') {\n" + code + "\n}\n}\n");
        assertThat(outcome.lines()).contains("ERROR: Jenkinsfile:3: stage 'S': " + rule);
        assertThat(outcome.result()).isEqualTo("FAILURE");
    }
}
