package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.embedded.run.Runs;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second build of a job begins with what the first one found out, through the builds' own records. */
class WarmStartPipelineTest {

    @TempDir
    private Path directory;

    private static String jenkinsfile(String range) {
        return """
                node {
                    mlSweep(study: 'demo', metrics: [accuracy: 'maximize', latency: 'minimize'], sampler: tpe(seed: 3, startupTrials: 4),
                            warmStart: true, maxTrialCount: 6, space: [depth: '%s']) {
                        sh 'echo "[mlcd] {\\\\"step\\\\": 1, \\\\"accuracy\\\\": $ML_PARAM_DEPTH, \\\\"latency\\\\": $ML_PARAM_DEPTH}"'
                    }
                }
                """.formatted(range);
    }

    private static List<Trial> trials(Runs runs, int build) throws IOException {
        return StudyState.read(runs.build(build).resolve("mlcd/study-demo.jsonl")).trials();
    }

    @Test
    void beginsWithTheTrialsOfTheBuildBefore() throws Exception {
        Runs runs = new Runs(directory);
        Runs.Outcome first = runs.run(jenkinsfile("1..50"));
        assertThat(first.text()).contains("study demo starts cold: no earlier build has trials of it");
        assertThat(first.result()).isEqualTo("SUCCESS");
        Runs.Outcome second = runs.run(jenkinsfile("1..50"));
        assertThat(second.text()).contains("study demo starts warm with trials of earlier builds: 6 of build 1");
        // Each depth is on the front; the ends of it stand alone, and so are the first to be run again.
        List<Object> before = trials(runs, 1).stream().map(trial -> trial.params().get("depth")).sorted().toList();
        assertThat(trials(runs, 2).subList(0, 2)).extracting(trial -> trial.params().get("depth"))
                .containsExactlyInAnyOrder(before.get(0), before.get(before.size() - 1));
        Runs.Outcome elsewhere = runs.run(jenkinsfile("100..150"));
        assertThat(elsewhere.text()).contains("study demo starts cold");
    }
}
