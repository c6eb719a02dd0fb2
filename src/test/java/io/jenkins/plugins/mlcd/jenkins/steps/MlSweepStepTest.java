package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.AshaSweepPruner;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.GridSweepSampler;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.HyperbandSweepPruner;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes.KubernetesJobTrials;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.MedianSweepPruner;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.PercentileSweepPruner;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
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
                }),
                misuse("percentile 0.0 must be above 0 and below 100", step -> step.setPruner(new PercentileSweepPruner(0))),
                misuse("reductionFactor 1 must be at least 2", step -> {
                    AshaSweepPruner pruner = new AshaSweepPruner();
                    pruner.setReductionFactor(1);
                    step.setPruner(pruner);
                }),
                misuse("maxResource 2 must be above minResource 2", step -> {
                    HyperbandSweepPruner pruner = new HyperbandSweepPruner();
                    pruner.setMaxResource(2);
                    step.setPruner(pruner);
                }));
    }

    static Stream<Arguments> spaces() {
        return Stream.of(
                range("", "the range is empty"),
                range(List.of(), "the list of values is empty"),
                range("3..3", "the range 3..3 is empty: low equals high"),
                range("0.5..0.1", "the range 0.5..0.1 runs backwards: low is above high"),
                range("0..1 log", "a log range starts above 0, but low is 0"),
                range("0.0..1.0 log", "a log range starts above 0, but low is 0.0"),
                range("-1.0..1.0 log", "a log range starts above 0, but low is -1.0"),
                range("1..10 step 4", "step 4 does not divide the range 1..10"),
                range("0.0..1.0 step 0.3", "step 0.3 does not divide the range 0.0..1.0"),
                range("0.0..1.0 step 0.0", "step 0.0 must be above 0"),
                range("1e-3..1e-1 log step 0.1", "'1e-3..1e-1 log step 0.1' is not a range"),
                range("1, 2, 2", "value 2 is listed twice"),
                range("1, , 2", "'1, , 2' is not a list of values: one of them is empty"),
                range("0.1..", "'0.1..' is not a range"),
                range(List.of(1, Double.NaN), "value NaN is not a finite number"));
    }

    private static Arguments range(Object written, String message) {
        return Arguments.of(written, message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("spaces")
    void refusesEachMisuseOfARangeInOneLine(Object written, String message) {
        MlSweepStep step = step();
        step.setAlgorithms(Map.of("net", Map.of("lr", written)));
        assertThatThrownBy(() -> step.start(null)).isInstanceOf(AbortException.class)
                .hasMessageStartingWith("mlSweep: algorithm 'net': parameter 'lr': " + message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void refusesAParameterThatIsThereTwiceAsAVariable() {
        MlSweepStep step = step();
        Map<String, Object> space = new LinkedHashMap<>();
        space.put("lr", "0.1, 0.2");
        space.put("LR", "0.1, 0.2");
        step.setAlgorithms(Map.of("net", space));
        assertThatThrownBy(() -> step.start(null)).hasMessage("mlSweep: algorithm 'net': parameter 'LR' is there twice: 'lr' is ML_PARAM_LR as well");
    }

    static Stream<Arguments> objectives() {
        Map<String, Object> two = Map.of("accuracy", "maximize", "latency", "minimize");
        return Stream.of(
                misuse("nothing to optimise: give metric: 'accuracy', or metrics: [", step -> { }),
                misuse("metrics: a study has 1 to 10 metrics to optimise, not 0", step -> step.setMetrics(Map.of())),
                misuse("metrics: metric 'accuracy': direction 'up' must be 'maximize' or 'minimize'", step -> step.setMetrics(Map.of("accuracy", "up"))),
                misuse("metrics: metric 'a b': 'a b' is not a name of a metric", step -> step.setMetrics(Map.of("a b", "minimize"))),
                misuse("'a b' is not a name of a metric", step -> step.setMetric("a b")),
                misuse("metric and metrics are both given: give one of them", step -> {
                    step.setMetrics(two);
                    step.setMetric("loss");
                }),
                misuse("direction 'minimize' goes with metric; in metrics each one has its own", step -> {
                    step.setMetrics(two);
                    step.setDirection("minimize");
                }),
                misuse("goal 0.9 is a value of one metric, but this study has several: ", step -> {
                    step.setMetrics(two);
                    step.setGoal(0.9);
                }),
                misuse("the pruner asha() compares trials by one metric and could stop one that is best in another, but this study has several: ", step -> {
                    step.setMetrics(two);
                    step.setPruner(new AshaSweepPruner());
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objectives")
    void refusesEachMisuseOfObjectives(String message, Consumer<MlSweepStep> change) {
        MlSweepStep step = step();
        step.setMetric(null);
        change.accept(step);
        assertThatThrownBy(() -> step.start(null)).isInstanceOf(AbortException.class).hasMessageStartingWith("mlSweep: " + message);
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
        assertThatThrownBy(() -> trials.start(null, step())).isInstanceOf(AbortException.class).hasMessageStartingWith("mlSweepJobs: kubernetesJob: " + message);
    }

    @Test
    void survivesBeingSavedWithABuild() throws Exception {
        MlSweepJobsStep step = new MlSweepJobsStep("s", new KubernetesJobTrials("kind: Pod\nspec: {containers: [{name: train, image: t}]}"));
        step.setMetric("accuracy");
        step.setMaxTrialCount(3);
        step.setAlgorithms(Map.of("net", Map.of("name", new StringBuilder("from a script"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(step);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            MlSweepJobsStep read = (MlSweepJobsStep) in.readObject();
            assertThat(read.definition()).isEqualTo(step.definition());
            assertThat(((KubernetesJobTrials) read.getTrials()).getYaml()).startsWith("kind: Pod");
        }
    }
}
