package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.GridSweepSampler;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.KubernetesJobTrials;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.MedianSweepPruner;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MlSweepStepTest {

    private static MlSweepStep step() {
        MlSweepStep step = new MlSweepStep("digits");
        step.setMetric("accuracy");
        step.setMaxTrialCount(5);
        step.setAlgorithms(Map.of("net", Map.of("lr", "1e-4..1e-1 log", "batch", List.of(32, 64))));
        return step;
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                misuse("nothing to try: give algorithms: [name: [parameter: range]] or space", step -> step.setAlgorithms(null)),
                misuse("algorithms and space are both given", step -> step.setSpace(Map.of("x", "1..2"))),
                misuse("algorithm 'net': the search space is empty", step -> step.setAlgorithms(Map.of("net", Map.of()))),
                misuse("algorithm 'net' has 0.1 for its space, but a map is expected", step -> step.setAlgorithms(Map.of("net", 0.1))),
                misuse("algorithm 'net': parameter 'lr': the range 9..1 runs backwards", step -> step.setAlgorithms(Map.of("net", Map.of("lr", "9..1")))),
                misuse("maxTrialCount -3 must be at least 1", step -> step.setMaxTrialCount(-3)),
                misuse("goal NaN is not a finite number", step -> step.setGoal(Double.NaN)),
                misuse("timeout '5 parsecs' is not a duration", step -> step.setTimeout("5 parsecs")),
                misuse("direction 'sideways' must be", step -> step.setDirection("sideways")),
                misuse("keep 'some' must be", step -> step.setKeep("some")),
                misuse("retries -1 must be at least 0", step -> step.setRetries(-1)),
                misuse("grid() cannot try all of lr", step -> step.setSampler(new GridSweepSampler())),
                misuse("interval 0 must be at least 1", step -> {
                    MedianSweepPruner pruner = new MedianSweepPruner();
                    pruner.setInterval(0);
                    step.setPruner(pruner);
                }));
    }

    private static Arguments misuse(String message, Consumer<MlSweepStep> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void refusesEachMisuseBeforeAnyTrialRuns(String message, Consumer<MlSweepStep> change) {
        MlSweepStep step = step();
        change.accept(step);
        assertThatThrownBy(() -> step.start(null)).isInstanceOf(AbortException.class).hasMessageStartingWith("mlSweep: " + message);
    }

    @Test
    void hasDefaultsThatRun() throws Exception {
        StudyDefinition definition = step().definition();
        assertThat(definition.sampler()).isEqualTo(new RandomSampler(0));
        assertThat(definition.limits().retries()).isEqualTo(3);
        assertThat(new MedianSweepPruner().pruner()).isEqualTo(new MedianPruner(5, 0, 1));
    }

    static Stream<Arguments> misusesOfKubernetesJobs() {
        String yaml = "kind: Pod\nspec: {containers: [{name: train, image: t}]}";
        return Stream.of(
                Arguments.of("yaml: kind '' must be Job, PodTemplate or Pod", "", (Consumer<KubernetesJobTrials>) trials -> {}),
                Arguments.of("parallelism 0 must be at least 1", yaml, (Consumer<KubernetesJobTrials>) trials -> trials.setParallelism(0)),
                Arguments.of("pendingTimeout 'soon' is not a duration", yaml, (Consumer<KubernetesJobTrials>) trials -> trials.setPendingTimeout("soon")),
                Arguments.of("container 'x' is not in the template, which has train", yaml, (Consumer<KubernetesJobTrials>) trials -> trials.setContainer("x")),
                Arguments.of("cloud and kubeconfigCredentialsId are both given", yaml, (Consumer<KubernetesJobTrials>) trials -> {
                    trials.setCloud("gpus");
                    trials.setKubeconfigCredentialsId("gpu-cluster");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misusesOfKubernetesJobs")
    void refusesEachMisuseOfKubernetesJobsBeforeAnyIsCreated(String message, String yaml, Consumer<KubernetesJobTrials> change) {
        KubernetesJobTrials trials = new KubernetesJobTrials(yaml);
        change.accept(trials);
        assertThatThrownBy(() -> trials.start(null, step())).isInstanceOf(AbortException.class).hasMessageStartingWith("mlSweep: kubernetesJob: " + message);
    }

    @Test
    void survivesBeingSavedWithABuild() throws Exception {
        MlSweepStep step = step();
        step.setTrials(new KubernetesJobTrials("kind: Pod\nspec: {containers: [{name: train, image: t}]}"));
        step.setAlgorithms(Map.of("net", Map.of("name", new StringBuilder("from a script"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(step);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            MlSweepStep read = (MlSweepStep) in.readObject();
            assertThat(read.definition()).isEqualTo(step.definition());
            assertThat(((KubernetesJobTrials) read.getTrials()).getYaml()).startsWith("kind: Pod");
        }
    }
}
