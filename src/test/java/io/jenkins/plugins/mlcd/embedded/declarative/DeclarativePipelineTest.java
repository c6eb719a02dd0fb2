package io.jenkins.plugins.mlcd.embedded.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.embedded.run.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarativePipelineTest {

    @TempDir
    Path directory;

    Runs runs;

    @BeforeEach
    void prepare() {
        runs = new Runs(directory);
    }

    private static String stage(String content) {
        return "pipeline {\n agent none\n stages {\n stage('S') {\n" + content + "\n}\n}\n}\n";
    }

    private static String steps(String steps) {
        return stage("steps {\n" + steps + "\n}");
    }

    @Test
    void givesEnvironmentParametersAndWorkspaceToTheSteps() throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent any
                  parameters {
                    string(name: 'WHO', defaultValue: 'world')
                    booleanParam(name: 'LOUD', defaultValue: true)
                    choice(name: 'SIZE', choices: ['small', 'large'])
                    text(name: 'NOTE', defaultValue: 'none')
                  }
                  environment {
                    A = 'one'
                    B = "${A}-two"
                  }
                  stages {
                    stage('S') {
                      environment { C = "${B}-three" }
                      steps {
                        echo "${params.WHO} ${params.LOUD} ${params.SIZE} ${params.NOTE} ${WHO}"
                        sh 'echo shell $A $B $C $BUILD_NUMBER $JOB_NAME; test "$WORKSPACE" = "$PWD"'
                        sh(script: 'ls Jenkinsfile', label: 'a label')
                      }
                    }
                  }
                }
                """, Map.of("WHO", "people", "SIZE", "large"));
        assertThat(outcome.lines()).contains("people true large none people", "shell one one-two one-two-three 1 job", "a label", "Jenkinsfile");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
    }

    @Test
    void runsMatrixCellsEachInItsWorkspaceWithPrefixedLines() throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent none
                  stages {
                    stage('Sweep') {
                      matrix {
                        axes {
                          axis { name 'WORKER'; values '1', '2', '3' }
                          axis { name 'OS'; values 'a', 'b' }
                        }
                        excludes {
                          exclude {
                            axis { name 'WORKER'; values '3' }
                          }
                          exclude {
                            axis { name 'OS'; notValues 'a' }
                          }
                        }
                        agent { label 'gpu' }
                        stages {
                          stage('Trials') {
                            steps { sh 'echo worker $WORKER on $OS' }
                          }
                        }
                      }
                    }
                  }
                }
                """);
        assertThat(outcome.lines()).contains("[Sweep / WORKER=1, OS=a] worker 1 on a", "[Sweep / WORKER=2, OS=a] worker 2 on a");
        assertThat(outcome.text()).doesNotContain("WORKER=3").doesNotContain("OS=b");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
    }

    @Test
    void skipsTheStagesAfterAFailureButRunsPost() throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent none
                  stages {
                    stage('Bad') {
                      steps { error 'no good' }
                      post {
                        failure { echo 'stage failed' }
                        success { echo 'stage passed' }
                      }
                    }
                    stage('Next') {
                      steps { echo 'next runs' }
                    }
                  }
                  post {
                    cleanup { echo 'order cleanup' }
                    unsuccessful { echo 'order unsuccessful' }
                    unstable { echo 'order unstable' }
                    success { echo 'order success' }
                    failure { echo "order failure ${currentBuild.currentResult}" }
                    aborted { echo 'order aborted' }
                    regression { echo 'order regression' }
                    fixed { echo 'order fixed' }
                    changed { echo 'order changed' }
                    always { echo 'order always' }
                  }
                }
                """);
        assertThat(outcome.lines().stream().filter(line -> line.startsWith("order")))
                .containsExactly("order always", "order changed", "order failure FAILURE", "order unsuccessful", "order cleanup");
        assertThat(outcome.lines()).contains("stage failed", "Stage 'Next' is skipped because of an earlier failure",
                "ERROR: Jenkinsfile:5: stage 'Bad': no good").doesNotContain("next runs", "stage passed");
        assertThat(outcome.result()).isEqualTo("FAILURE");
        assertThat(outcome.summary().exitStatus()).isEqualTo(1);
    }

    @Test
    void tellsAFixedBuildFromARegression() throws Exception {
        String file = """
                pipeline {
                  agent none
                  parameters { string(name: 'FAIL', defaultValue: 'no') }
                  stages {
                    stage('S') {
                      steps {
                        script { if (params.FAIL == 'yes') { error 'as wanted' } }
                      }
                    }
                  }
                  post {
                    regression { echo 'regression' }
                    fixed { echo 'fixed' }
                    changed { echo 'changed' }
                  }
                }
                """;
        assertThat(runs.run(file).lines()).contains("changed").doesNotContain("fixed", "regression");
        assertThat(runs.run(file).lines()).doesNotContain("changed", "fixed", "regression");
        assertThat(runs.run(file, Map.of("FAIL", "yes")).lines()).contains("changed", "regression").doesNotContain("fixed");
        assertThat(runs.run(file).lines()).contains("changed", "fixed").doesNotContain("regression");
    }

    @Test
    void anErrorInAPostConditionFailsTheBuildAndLetsTheOthersRun() throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent none
                  stages {
                    stage('S') {
                      steps { echo 'fine' }
                    }
                  }
                  post {
                    always { error 'post is bad' }
                    cleanup { echo 'cleaned' }
                  }
                }
                """);
        assertThat(outcome.lines()).contains("Error in the post condition always: post is bad", "cleaned");
        assertThat(outcome.result()).isEqualTo("FAILURE");
    }

    @Test
    void anUnstableStageLetsTheNextOneRunUnlessTheOptionSaysOtherwise() throws Exception {
        String file = """
                pipeline {
                  agent none
                  %s
                  stages {
                    stage('Shaky') {
                      steps { unstable 'shaky' }
                    }
                    stage('Next') {
                      steps { echo 'next runs' }
                    }
                  }
                }
                """;
        Runs.Outcome goesOn = runs.run(file.formatted(""));
        assertThat(goesOn.lines()).contains("next runs");
        assertThat(goesOn.result()).isEqualTo("UNSTABLE");
        assertThat(goesOn.summary().exitStatus()).isEqualTo(3);
        Runs.Outcome skips = runs.run(file.formatted("options { skipStagesAfterUnstable() }"));
        assertThat(skips.lines()).contains("Stage 'Next' is skipped because of the build being unstable").doesNotContain("next runs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "expression { params.X == 'x' } | false",
        "expression { 1 < 2 } | true",
        "environment name: 'V', value: 'v' | true",
        "environment name: 'V', value: 'w' | false",
        "environment name: 'V', value: 'V', ignoreCase: true | true",
        "equals expected: 2, actual: 1 + 1 | true",
        "equals expected: 'a', actual: \"a${''}\" | true",
        "equals expected: 2, actual: 3 | false",
        "not { expression { true } } | false",
        "not { expression { false } } | true",
        "branch 'main' | false",
        "triggeredBy 'UserIdCause' | true",
        "triggeredBy 'TimerTrigger' | false",
        "buildingTag() | false",
    })
    void runsAStageWhenItsConditionHolds(String condition, boolean runsStage) throws Exception {
        Runs.Outcome outcome = runs.run(stage("environment { V = 'v' }\n when {\n" + condition + "\n}\n steps { echo 'it runs' }"));
        assertThat(outcome.result()).isEqualTo("SUCCESS");
        assertThat(outcome.lines().contains("it runs")).isEqualTo(runsStage);
    }

    @Test
    void combinesConditionsAndAsksBeforeTheAgentWhenTold() throws Exception {
        Runs.Outcome outcome = runs.run(stage("""
                agent any
                when {
                  beforeAgent true
                  anyOf {
                    expression { false }
                    allOf {
                      expression { true }
                      expression { false }
                    }
                  }
                }
                steps { echo 'it runs' }
                """));
        assertThat(outcome.lines()).contains("Stage 'S' is skipped because its when condition is false").doesNotContain("it runs");
        assertThat(outcome.text()).doesNotContain("Running on executor");
    }

    @Test
    void runsNestedAndParallelStages() throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent none
                  stages {
                    stage('Outer') {
                      stages {
                        stage('Inner 1') {
                          steps { echo 'first' }
                        }
                        stage('Inner 2') {
                          parallel {
                            stage('Left') {
                              agent any
                              steps { echo 'left' }
                            }
                            stage('Right') {
                              steps { echo 'right' }
                            }
                          }
                        }
                      }
                    }
                  }
                }
                """);
        assertThat(outcome.lines()).contains("first", "[Outer / Inner 2 / Left] left", "[Outer / Inner 2 / Right] right");
    }

    @Test
    void failFastStopsTheOtherBranches() throws Exception {
        long start = System.nanoTime();
        Runs.Outcome outcome = runs.run(stage("""
                failFast true
                parallel {
                  stage('Slow') {
                    steps { sleep 60 }
                    post { aborted { echo 'slow was stopped' } }
                  }
                  stage('Bad') {
                    steps {
                      sleep 3
                      error 'bad branch'
                    }
                  }
                }
                """));
        assertThat(outcome.lines()).contains("[S / Slow] slow was stopped", "ERROR: Jenkinsfile:14: stage 'Bad': bad branch");
        assertThat(outcome.result()).isEqualTo("ABORTED");
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(30);
    }

    @Test
    void holdsNoMoreExecutorsThanThereAre() throws Exception {
        Runs.Outcome outcome = runs.run(stage("""
                matrix {
                  axes {
                    axis { name 'N'; values '1', '2', '3', '4' }
                  }
                  agent any
                  stages {
                    stage('Count') {
                      steps { sh 'mkdir -p $HOME_DIR/now; touch $HOME_DIR/now/$N; ls $HOME_DIR/now | wc -l > $HOME_DIR/seen-$N; sleep 0.3; rm $HOME_DIR/now/$N' }
                    }
                  }
                }
                """.replace("$HOME_DIR", directory.resolve("count").toString())));
        assertThat(outcome.result()).isEqualTo("SUCCESS");
        assertThat(List.of("1", "2", "3", "4")).allSatisfy(n -> assertThat(
                        java.nio.file.Files.readString(directory.resolve("count/seen-" + n)).strip())
                .isIn("1", "2"));
    }

    @Test
    void takesOptionsAroundAStage() throws Exception {
        Runs.Outcome outcome = runs.run(stage("""
                options {
                  retry(2)
                  timeout(time: 1, unit: 'MINUTES')
                }
                steps {
                  script {
                    env.TRIES = (env.TRIES ?: '0').toInteger() + 1
                    if (env.TRIES == '1') { error 'first try fails' }
                    echo "try ${env.TRIES}"
                  }
                }
                """));
        assertThat(outcome.lines()).contains("Timeout after 1 min", "Retrying", "try 2");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
    }

    @Test
    void timesOutAsAborted() throws Exception {
        Runs.Outcome outcome = runs.run(steps("timeout(time: 1, unit: 'SECONDS') { sleep 60 }"));
        assertThat(outcome.lines()).contains("Stopping nested steps due to timeout", "Timeout of 1 s has been exceeded");
        assertThat(outcome.result()).isEqualTo("ABORTED");
    }

    @Test
    void callsTheFunctionsOfTheFile() throws Exception {
        Runs.Outcome outcome = runs.run("""
                def twice(text) { return text + text }
                def say(text) { echo twice(text) }
                pipeline {
                  agent none
                  stages {
                    stage('S') {
                      steps { say('ab') }
                    }
                  }
                }
                """);
        assertThat(outcome.lines()).contains("abab");
    }

    @Test
    void asksCredentialsFromTheEnvironmentOrSaysHow() throws Exception {
        Runs.Outcome outcome = runs.run(stage("environment { TOKEN = credentials('no-such-token') }\n steps { echo 'runs' }"));
        assertThat(outcome.text())
                .contains("there are no credentials 'no-such-token' here: set the environment variable NO_SUCH_TOKEN for mlcd run");
        assertThat(outcome.result()).isEqualTo("FAILURE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "X=1 | this Jenkinsfile declares no parameter X; it declares LOUD, SIZE",
        "LOUD=maybe | the parameter 'LOUD' is true or false, not 'maybe'",
        "SIZE=huge | the parameter 'SIZE' is one of small, large, not 'huge'",
    })
    void refusesParametersThatTheFileDoesNotAllow(String parameter, String sentence) throws Exception {
        Runs.Outcome outcome = runs.run("""
                pipeline {
                  agent none
                  parameters {
                    booleanParam(name: 'LOUD')
                    choice(name: 'SIZE', choices: ['small', 'large'])
                  }
                  stages {
                    stage('S') {
                      steps { echo 'runs' }
                    }
                  }
                }
                """, Map.of(parameter.split("=")[0], parameter.split("=")[1]));
        assertThat(outcome.lines()).contains("ERROR: " + sentence).doesNotContain("runs");
    }
}
