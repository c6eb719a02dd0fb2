package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.report.TrialOutput;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sweep steps in a Pipeline, run by the command {@code mlcd run} with a shell script for a trainer. */
class SweepPipelineTest {

    private static final long SECONDS = 90;

    private static final String TRAINER = """
            if [ "$ML_PARAM_DEPTH" = 5 ]; then exit 3; fi
            for i in 1 2 3; do
              v=$(awk -v d=$ML_PARAM_DEPTH -v i=$i 'BEGIN{printf "%.4f", d*0.01+i*0.05}')
              if [ $((ML_TRIAL % 2)) = 0 ]; then echo "{\\"step\\": $i, \\"accuracy\\": $v}" >> $ML_REPORT_FILE
              else echo "[mlcd] {\\"step\\": $i, \\"accuracy\\": $v}"; fi
            done
            if [ "$ML_PARAM_DEPTH" = 1 ]; then sleep 60; fi
            echo "model $ML_TRIAL" > $ML_MODEL_DIR/model.txt
            """;

    @TempDir
    Path project;

    private String run(String jenkinsfile) throws IOException, InterruptedException {
        Files.writeString(project.resolve("train.sh"), TRAINER);
        Files.writeString(project.resolve("Jenkinsfile"), jenkinsfile);
        Path output = project.resolve("console.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.jenkins.plugins.mlcd.cli.Mlcd", "run", "Jenkinsfile", "--executors", "2", "--home", "home")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    private Path build() throws IOException {
        try (var jobs = Files.list(project.resolve("home/jobs"))) {
            return jobs.findFirst().orElseThrow().resolve("builds/1");
        }
    }

    @Test
    void sharesAStudyBetweenWorkersAndReturnsTheBestTrial() throws Exception {
        String console = run("""
                def best = [:]
                parallel(
                    one: { node { checkout scm; best.one = sweep() } },
                    two: { node { checkout scm; best.two = sweep() } })
                echo "BEST ${best.one.number} ${best.two.number} ${best.one.params.depth} ${best.one.model}"
                def sweep() {
                    mlSweep(study: 'demo', metric: 'accuracy', sampler: grid(), pruner: median(startupTrials: 2, warmupSteps: 3), keepModels: 2,
                            algorithms: [tree: [depth: '3..8'], forest: [depth: '9, 1']]) {
                        sh 'sh train.sh'
                    }
                }
                """);
        assertThat(console).contains("study demo: 8 of 8 permutations of tree, forest, maximize accuracy").contains("#1: SUCCESS");
        List<Trial> trials = StudyState.read(build().resolve("mlcd/study-demo.jsonl")).trials();
        Trial best = StudyState.read(build().resolve("mlcd/study-demo.jsonl")).best().orElseThrow();
        assertThat(best.params()).containsEntry("depth", 9L);
        assertThat(console).contains("BEST " + best.number() + " " + best.number() + " 9 mlcd/trials/demo/" + best.number());
        assertThat(trials).hasSize(8);
        for (Trial trial : trials) {
            assertThat(TrialOutput.read(build(), "demo", trial.number())).as("output of trial %d", trial.number()).hasValueSatisfying(
                    output -> assertThat(output).contains("sh train.sh").doesNotContain("[one]", "[two]", "[mlSweep]"));
        }
        assertThat(trials).filteredOn(trial -> trial.params().get("depth").equals(5L)).singleElement().satisfies(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.FAILED);
            assertThat(trial.reason()).isEqualTo("script returned exit code 3");
        });
        assertThat(trials).filteredOn(trial -> trial.params().get("depth").equals(1L)).singleElement().satisfies(trial -> {
            assertThat(trial.state()).isEqualTo(TrialState.PRUNED);
            assertThat(trial.duration().orElseThrow().toSeconds()).isLessThan(20);
        });
        try (var kept = Files.list(build().resolve("archive/mlcd/trials/demo"))) {
            assertThat(kept).hasSize(2);
        }
        assertThat(build().resolve("archive/mlcd/trials/demo/" + best.number() + "/model.txt")).hasContent("model " + best.number());
    }

    @Test
    void reportsFromTheScriptAndRefusesAWorkerWithAnotherDefinition() throws Exception {
        String console = run("""
                node {
                    def best = mlSweep(study: 'small', metric: 'loss', direction: 'minimize', maxTrialCount: 2, space: [x: '0.0..1.0']) {
                        def stop = mlReport(metric: 'loss', value: 0.25 + env.ML_TRIAL.toInteger(), step: 1)
                        echo "STOP ${stop}"
                    }
                    echo "BEST ${best.number} ${best.value}"
                    mlSweep(study: 'small', metric: 'loss', direction: 'minimize', maxTrialCount: 3, space: [x: '0.0..1.0']) { echo 'never' }
                }
                """);
        assertThat(console).contains("STOP false").contains("BEST 0 0.25").contains("maxTrialCount is 2 there and 3 here").doesNotContain("never\n");
    }

    @Test
    void returnsTheParetoFrontOfSeveralMetrics() throws Exception {
        String console = run("""
                node {
                    def best = mlSweep(study: 'two', metrics: [accuracy: 'maximize', latency: 'minimize'], sampler: grid(), space: [x: '1..4']) {
                        mlReport(metric: 'accuracy', value: env.ML_PARAM_X.toInteger() == 4 ? 0.1 : env.ML_PARAM_X.toInteger() / 10.0, step: 1)
                        mlReport(metric: 'latency', value: env.ML_PARAM_X.toDouble(), step: 1)
                    }
                    echo "FRONT ${best.number} ${best.front.collect { it.params.x }} ${best.front[1].metrics.latency}"
                }
                """);
        assertThat(console).contains("FRONT 2 [3, 2, 1] 2.0").contains("maximize accuracy, minimize latency")
                .contains("the one of the 3 trials on the Pareto front whose accuracy is best");
    }

    @ParameterizedTest
    @CsvSource({"sampler, anneal, SweepSampler", "pruner, wither, SweepPruner"})
    void refusesAnUnknownSamplerOrPrunerInOneLineBeforeATrialRuns(String parameter, String name, String type) throws Exception {
        String console = run("""
                node {
                    mlSweep(study: 'x', metric: 'm', maxTrialCount: 1, space: [x: '1..4'], %s: %s()) { echo 'never' }
                }
                """.formatted(parameter, name));
        assertThat(console).contains("Jenkinsfile:2: mlSweep: " + parameter + ": there is no " + type + " '" + name + "'; there is: ").hasLineCount(1).doesNotContain("never").doesNotContain("trial 0");
    }
}
