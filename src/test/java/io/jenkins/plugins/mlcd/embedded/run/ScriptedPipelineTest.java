package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedPipelineTest {

    @TempDir
    Path directory;

    Runs runs;

    @BeforeEach
    void prepare() {
        runs = new Runs(directory);
    }

    @Test
    void runsFunctionsNodesStagesAndBranches() throws Exception {
        Runs.Outcome outcome = runs.run("""
                def square(n) { n * n }
                properties([parameters([string(name: 'N', defaultValue: '3')]), pipelineTriggers([cron('@daily')])])
                def results = parallel(
                    one: { node('gpu') { sh 'echo in $PWD'; square(params.N.toInteger()) } },
                    two: { square(4) })
                echo "results ${results.one} ${results.two}"
                stage('Last') {
                  try {
                    error 'caught'
                  } catch (e) {
                    echo "got ${e.message}"
                  } finally {
                    echo 'finally'
                  }
                }
                for (i in [1, 2]) { echo "loop $i" }
                [3].each { echo "each $it" }
                println 'printed'
                """);
        assertThat(outcome.lines()).contains("results 9 16", "got caught", "finally", "loop 1", "loop 2", "each 3", "printed",
                "Not watched by mlcd run: cron('@daily')");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
    }

    /** Each line of code is run in a node; the line after the bar must be in the log. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "echo sh(script: 'echo text; echo noise >&2', returnStdout: true).trim() | text",
        "echo \"status ${sh(script: 'exit 3', returnStatus: true)}\" | status 3",
        "sh '''#!/bin/bash~echo bash${BASH_VERSION:+ runs}''' | bash runs",
        "dir('a/b') { writeFile file: 'f.txt', text: 'hi' }; echo readFile('a/b/f.txt') | hi",
        "echo \"${fileExists('nothing')} ${isUnix()}\" | false true",
        "echo pwd().tokenize('/').last() | job",
        "withEnv(['X=1', 'Y=2']) { sh 'echo x$X y$Y' } | x1 y2",
        "withEnv(['PATH+TOOL=/opt/tool']) { sh 'echo ${PATH%%:*}' } | /opt/tool",
        "env.LATER = 'now'; sh 'echo $LATER' | now",
        "writeJSON file: 'x.json', json: [a: 1, b: ['c']]; echo \"${readJSON(file: 'x.json').b[0]} ${readJSON(text: '{\"n\": 2}').n}\" | c 2",
        "catchError(buildResult: 'UNSTABLE') { error 'soft' }; echo currentBuild.currentResult | UNSTABLE",
        "warnError('hm') { error 'soft' }; echo currentBuild.result | UNSTABLE",
        "currentBuild.result = 'UNSTABLE'; echo currentBuild.currentResult | UNSTABLE",
        "int n = 0; retry(3) { n++; if (n < 3) { error 'again' } }; echo \"after $n\" | after 3",
        "int n = 0; waitUntil(initialRecurrencePeriod: 10) { n++ == 2 }; echo \"asked $n\" | asked 3",
        "currentBuild.displayName = 'mine'; currentBuild.description = 'd'; echo \"${currentBuild.displayName} ${currentBuild.number}\" | mine 1",
        "echo currentBuild.getBuildCauses()[0].shortDescription.take(10) | Started by",
        "writeFile file: 'x', text: ''; deleteDir(); echo \"${fileExists('x')}\" | false",
        "writeFile file: 'x', text: ''; cleanWs(); echo \"${fileExists('x')}\" | false",
        "timestamps { echo 'timed' }; echo 'plain' | plain",
        "ws('other') { sh 'basename $PWD' } | other",
        "script { echo 'in script' } | in script",
        "sleep 0; sleep(time: 1, unit: 'MILLISECONDS'); echo 'slept' | slept",
        "checkout scm; echo \"${fileExists('Jenkinsfile')}\" | true",
    })
    void hasTheStockSteps(String code, String line) throws Exception {
        Runs.Outcome outcome = runs.run("node {\n" + code.replace("~", "\n") + "\n}\n");
        assertThat(outcome.text()).doesNotContain("ERROR: Jenkinsfile");
        assertThat(outcome.lines()).contains(line);
    }

    @Test
    void stashesBetweenNodesAndArchives() throws Exception {
        Runs.Outcome outcome = runs.run("""
                node { dir('d') { writeFile file: 'a.txt', text: 'A' }
                       stash name: 's', includes: 'd/**'
                       archiveArtifacts artifacts: 'd/*.txt' }
                node { ws('elsewhere') { unstash 's'
                       echo readFile('d/a.txt') } }
                """);
        assertThat(outcome.lines()).contains("A");
        assertThat(runs.build(1).resolve("archive/d/a.txt")).hasContent("A");
    }

    @Test
    void readsJUnitReportsAndKeepsTheCounts() throws Exception {
        Runs.Outcome outcome = runs.run("""
                node {
                  writeFile file: 'r/a.xml', text: '<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>'
                  writeFile file: 'r/b.xml', text: '<testsuites><testsuite><testcase name="c"><skipped/></testcase></testsuite></testsuites>'
                  def counts = junit 'r/*.xml'
                  echo "${counts.totalCount} ${counts.failCount} ${counts.skipCount} ${counts.passCount}"
                }
                """);
        assertThat(outcome.lines()).contains("3 1 1 1", "3 tests: 1 passed, 1 failed, 1 skipped");
        assertThat(outcome.result()).isEqualTo("UNSTABLE");
        assertThat(Json.read(runs.build(1).resolve("junit.json"), JsonNode.class).path("failCount").asInt()).isEqualTo(1);
    }

    @Test
    void mailsIntoTheOutbox() throws Exception {
        runs.run("mail to: 'team@example.org', subject: 'größer\\nX-Evil: 1', body: 'Grüße'");
        try (Stream<Path> files = Files.list(runs.home().resolve("outbox"))) {
            List<String> lines = Files.readAllLines(files.findFirst().orElseThrow());
            assertThat(lines).contains("To: team@example.org").noneMatch(line -> line.startsWith("X-Evil"));
            assertThat(new String(Base64.getDecoder().decode(lines.get(lines.size() - 1)), "UTF-8")).isEqualTo("Grüße");
        }
    }

    @Test
    void asksForParametersThatTheFileDeclares() throws Exception {
        Runs.Outcome outcome = runs.run("properties([parameters([booleanParam(name: 'B')])])\necho \"b ${params.B} ${params.B.class.simpleName}\"",
                Map.of("B", "true"));
        assertThat(outcome.lines()).contains("b true Boolean");
    }

    @Test
    void buildsThatABuildAsksForRunNextUpToTheLimitWithTheSameParameters() throws Exception {
        Runs.Outcome outcome = runs.run("""
                properties([parameters([string(name: 'P', defaultValue: 'initial')])])
                echo "build ${currentBuild.number} with ${params.P}"
                currentBuild.rawBuild.parent.scheduleBuild2(0, new hudson.model.CauseAction(new hudson.model.Cause.RemoteCause('drift', 'was seen')))
                """, Map.of("P", "given"));
        assertThat(outcome.lines()).contains("build 1 with given", "build 2 with given", "build 3 with given", "Build job #2: Started by remote host drift with note: was seen")
                .doesNotContain("build 4 with given");
        assertThat(outcome.text()).contains("Not started, --max-builds is 3: Started by remote host drift");
        assertThat(outcome.summary().builds()).hasSize(3);
    }

    @Test
    void keepsTheWholeLog() throws Exception {
        runs.run("parallel(a: { echo 'one' }, b: { echo 'two' })");
        assertThat(Files.readString(runs.build(1).resolve("log"))).contains("[a] one", "[b] two", "Finished: SUCCESS");
    }

    @Test
    void stopsAnEndlessLoopAtItsTimeout() throws Exception {
        Runs.Outcome outcome = runs.run("timeout(time: 1, unit: 'SECONDS') { while (true) { } }");
        assertThat(outcome.result()).isEqualTo("ABORTED");
    }
}
