package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes: a run, its shells, and their children. */
class InterruptionTest {

    @TempDir
    Path directory;

    private Path build;

    @BeforeEach
    void prepare() {
        build = directory.resolve("home/jobs/job/builds/1");
    }

    /** A shell with a child and a grandchild, whose ids it writes down; the grandchild ignores TERM when told so. */
    private String tree(String trap, int seconds) {
        return "echo $$ >> " + pids() + "; (" + trap + " echo $BASHPID >> " + pids() + "; sleep " + seconds + " & echo $! >> " + pids()
                + "; echo started; wait; sleep " + seconds + ")";
    }

    private Path pids() {
        return directory.resolve("pids");
    }

    private void assertNoProcessIsLeft() throws Exception {
        for (String pid : Files.readAllLines(pids())) {
            Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                            ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive))
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalStopsTheTreeRunsPostAndRecordsAborted(String signal) throws Exception {
        RunProcess run = RunProcess.start(directory, """
                pipeline {
                  agent any
                  stages {
                    stage('Long') {
                      steps {
                        sh '''#!/bin/bash
                %s'''
                      }
                      post {
                        aborted { echo 'stage was aborted' }
                      }
                    }
                  }
                  post {
                    aborted { echo 'post ran' }
                  }
                }
                """.formatted(tree("", 300)));
        run.awaitOutput("started");
        Instant stopped = Instant.now();
        run.signal(signal);
        assertThat(run.await(10)).isEqualTo(130);
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(run.output()).contains("stage was aborted", "post ran", "job #1: ABORTED");
        assertThat(Files.readString(build.resolve("build.xml"))).contains("ABORTED");
        assertThat(Files.readString(build.resolve("log"))).contains("Finished: ABORTED");
        assertNoProcessIsLeft();
    }

    @Test
    void endsWithinTenSecondsWhenTheBuildDoesNotGiveIn() throws Exception {
        RunProcess run = RunProcess.start(directory, "node { while (true) { try { sh '''#!/bin/bash\n" + tree("trap '' TERM;", 300)
                + "''' } catch (e) { echo 'not yet' } } }");
        run.awaitOutput("started");
        run.signal("INT");
        assertThat(run.await(12)).isEqualTo(130);
        assertThat(Files.readString(build.resolve("build.xml"))).contains("ABORTED");
        assertNoProcessIsLeft();
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        RunProcess run = RunProcess.start(directory, "node { try { sh '''#!/bin/bash\n" + tree("", 300) + "''' } finally { sh 'echo cleaning; sleep 60' } }");
        run.awaitOutput("started");
        run.signal("INT");
        run.awaitOutput("\ncleaning");
        run.signal("INT");
        assertThat(run.await(4)).isEqualTo(130);
        assertThat(Files.readString(build.resolve("build.xml"))).contains("ABORTED");
        assertNoProcessIsLeft();
    }

    @Test
    void aKilledRunIsResumedWithItsNumberParametersAndStashes() throws Exception {
        String file = """
                pipeline {
                  agent any
                  parameters { string(name: 'WHO', defaultValue: 'nobody') }
                  stages {
                    stage('S') {
                      steps {
                        script {
                          if (fileExists('%1$s/second')) {
                            unstash 'kept'
                            echo "resumed for ${params.WHO} in ${env.BUILD_NUMBER} with ${readFile('kept.txt')}"
                          } else {
                            writeFile file: 'kept.txt', text: 'the stash'
                            stash name: 'kept', includes: 'kept.txt'
                            sh '''#!/bin/bash
                touch %1$s/second
                %2$s'''
                          }
                        }
                      }
                    }
                  }
                }
                """.formatted(directory, tree("", 300));
        RunProcess killed = RunProcess.start(directory, file, "--param", "WHO=me");
        killed.awaitOutput("started");
        killed.signal("KILL");
        killed.await(5);
        RunProcess resumed = RunProcess.start(directory, file, "--resume");
        assertThat(resumed.await(60)).isZero();
        assertThat(resumed.output()).contains("Ended ", "processes that an earlier run left behind", "resumed for me in 1 with the stash",
                "job #1: SUCCESS", "Started by user");
        assertNoProcessIsLeft();
    }

    @Test
    void anAbortedRunIsResumedToo() throws Exception {
        String file = "node { if (fileExists('" + directory + "/second')) { echo 'again' } else { sh 'touch " + directory
                + "/second; echo started; sleep 300' } }";
        RunProcess aborted = RunProcess.start(directory, file);
        aborted.awaitOutput("\nstarted");
        aborted.signal("INT");
        assertThat(aborted.await(10)).isEqualTo(130);
        RunProcess resumed = RunProcess.start(directory, file, "--resume");
        assertThat(resumed.await(60)).isZero();
        assertThat(resumed.output()).contains("again", "job #1: SUCCESS");
        RunProcess nothing = RunProcess.start(directory, file, "--resume");
        assertThat(nothing.await(60)).isEqualTo(2);
        assertThat(nothing.output()).contains("mlcd: there is no build to resume in ");
    }

    @Test
    void aSecondRunOnOneHomeIsToldWhoHasIt() throws Exception {
        RunProcess first = RunProcess.start(directory, "node { sh 'echo started; sleep 300' }");
        first.awaitOutput("\nstarted");
        RunProcess second = RunProcess.start(directory, "node { sh 'echo started; sleep 300' }");
        assertThat(second.await(60)).isEqualTo(2);
        assertThat(second.output()).isEqualTo("mlcd: home " + directory.resolve("home") + " is in use by process " + first.pid() + " ("
                + directory.resolve("home/mlcd.lock") + ")\n");
        first.signal("INT");
        first.await(10);
    }
}
