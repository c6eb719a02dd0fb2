package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.AbortException;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialEnvironment;
import io.jenkins.plugins.mlcd.kubernetes.ClusterTrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeKubelet;
import io.jenkins.plugins.mlcd.kubernetes.JobTemplate;
import io.jenkins.plugins.mlcd.kubernetes.Parallelism;
import io.jenkins.plugins.mlcd.kubernetes.Patience;
import io.jenkins.plugins.mlcd.kubernetes.StudyKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialSpec;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.GridSampler;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.Range;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps on the mock of an API server, tick by tick, with a clock and a kubelet that the test moves. */
class KubernetesSweepTest {

    private static final String TEMPLATE = """
            kind: Pod
            spec:
              containers: [{name: train, image: "train:1", resources: {limits: {nvidia.com/gpu: 1}}}]
            """;

    private static final String FULL = "0/2 nodes are available: 2 Insufficient nvidia.com/gpu.";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private FakeCluster cluster;
    private FakeKubelet kubelet;
    private Study study;
    private TrialJobs jobs;
    private KubernetesSweep sweep;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        kubelet = new FakeKubelet(cluster);
    }

    @AfterEach
    void stop() throws Exception {
        if (jobs != null) {
            jobs.close();
            study.close();
        }
        kubelet.close();
        cluster.close();
    }

    private void begin(int trials, int parallelism) throws IOException {
        begin(trials, parallelism, 1);
    }

    private void begin(int trials, int parallelism, int retries) throws IOException {
        StudyDefinition definition = new StudyDefinition("demo", "accuracy", Direction.MAXIMIZE,
                Map.of("", new SearchSpace(Map.of("depth", Range.parse(trials == 1 ? "1" : "1.." + trials)))), new GridSampler(0),
                new MedianPruner(1, 1, 1),
                new Limits(OptionalInt.empty(), OptionalInt.of(trials), OptionalDouble.empty(), Optional.empty(), retries),
                new ModelPolicy(ModelPolicy.Keep.NONE, 1));
        study = Study.open(directory.resolve("study-demo.jsonl"), definition, () -> now, Study.Orphans.KEPT);
        StudyKey key = new StudyKey("controller", "digits", 42, "demo");
        jobs = new ClusterTrialJobs(cluster::client, key, "ml", JobTemplate.parse(TEMPLATE, Optional.empty()), Optional.empty());
        jobs.open();
        sweep = new KubernetesSweep(study, "kubernetes-1", jobs, Parallelism.of(parallelism), Patience.of(Duration.ofMinutes(10)), () -> now,
                new PrintStream(console, true, StandardCharsets.UTF_8),
                trial -> new TrialSpec(new TrialKey(key, trial.number(), trial.attempt()), TrialEnvironment.of(definition, trial), Json.line(trial.params()), ""));
        sweep.attach();
    }

    /** Ticks, a second each, until it is so. */
    private void until(ThrowingRunnable so) {
        await().untilAsserted(() -> {
            tick();
            so.run();
        });
    }

    private boolean tick() throws IOException {
        now = now.plusSeconds(1);
        return sweep.tick();
    }

    private void untilTrial(int number, ThrowingConsumer<Trial> so) {
        until(() -> so.accept(study.trial(number)));
    }

    private void untilState(int number, TrialState state) {
        untilTrial(number, trial -> assertThat(trial.state()).isEqualTo(state));
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private void succeed(int trial, double accuracy) {
        kubelet.run(trial);
        kubelet.print(trial, "[mlcd] {\"step\": 1, \"accuracy\": " + accuracy + "}");
        kubelet.end(trial, 0, "Completed");
    }

    @Test
    void runsAStudyFromTheFirstJobToTheLast() throws Exception {
        begin(3, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        assertThat(kubelet.environment(0)).containsEntry("ML_STUDY", "demo").containsEntry("ML_PARAM_DEPTH", "1").containsKey("ML_SEED");
        kubelet.run(0);
        kubelet.print(0, "epoch 1");
        kubelet.print(0, "[mlcd] {\"step\": 1, \"accuracy\": 0.5}");
        untilTrial(0, trial -> assertThat(trial.reported()).containsEntry(1, 0.5));
        kubelet.print(0, "[mlcd] {\"step\": 2, \"accuracy\": 0.75}");
        kubelet.print(0, "[mlcd] {\"model\": \"s3://models/demo/0\"}");
        kubelet.print(0, "[mlcd] {\"resources\": {\"peak_memory_bytes\": 1000}}");
        kubelet.end(0, 0, "Completed");
        untilTrial(0, trial -> assertThat(trial.value()).hasValue(0.75));
        assertThat(study.trial(0).model()).contains("s3://models/demo/0");
        until(() -> assertThat(kubelet.hasJob(0)).isFalse());
        succeed(1, 0.9);
        untilState(1, TrialState.COMPLETE);
        until(() -> assertThat(kubelet.hasJob(2)).isTrue());
        succeed(2, 0.8);
        until(() -> assertThat(tick()).isTrue());
        assertThat(study.best().orElseThrow().number()).isEqualTo(1);
        assertThat(said()).contains("trial 0 | epoch 1", "trial 0 runs on gpu-1");
        JsonNode used = EventLog.read(study.file(), Schema.STUDY).stream()
                .filter(event -> event.path("event").asText().equals("resources") && event.path("trial").asInt() == 0)
                .reduce((first, last) -> last).orElseThrow().path("resources");
        assertThat(used.path("agent").asText()).isEqualTo("gpu-1");
        assertThat(used.path("image").asText()).isEqualTo("train:1");
        assertThat(used.path("gpu_count").asInt()).isEqualTo(1);
        assertThat(used.path("wall_seconds").isNumber()).isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "137 | OOMKilled | container 'train' was killed for using more memory than its limit (OOMKilled, exit code 137)",
        "3 | Error | container 'train' ended with exit code 3"
    })
    void saysWhyATrialFailed(int code, String reason, String words) throws Exception {
        begin(1, 1);
        until(() -> assertThat(kubelet.hasJob(0)).isTrue());
        kubelet.run(0);
        kubelet.end(0, code, reason);
        untilState(0, TrialState.FAILED);
        assertThat(study.trial(0).reason()).isEqualTo(words);
        assertThat(kubelet.hasJob(0)).as("a failed pod stays to be looked at").isTrue();
    }

    @Test
    void asksALostTrialAgainWithTheSameParametersAndGivesUpAfterItsRetries() throws Exception {
        begin(1, 1);
        until(() -> assertThat(kubelet.hasJob(0)).isTrue());
        kubelet.run(0);
        kubelet.evict(0, "Evicted", "The node was low on resource: memory.");
        untilTrial(0, trial -> assertThat(trial.attempt()).isEqualTo(2));
        until(() -> assertThat(kubelet.jobs()).extracting(job -> job.getMetadata().getLabels().get("mlcd.jenkins.io/attempt")).containsExactly("2"));
        assertThat(kubelet.environment(0)).containsEntry("ML_PARAM_DEPTH", "1");
        kubelet.collectGarbage();
        kubelet.run(0);
        kubelet.evict(0, "Terminated", "Pod was terminated in response to imminent node shutdown.");
        untilState(0, TrialState.FAILED);
        assertThat(study.trial(0).reason()).startsWith("lost 2 times, the last time because Terminated on node gpu-1: Pod was terminated");
    }

    @Test
    void waitsWithFewerJobsWhileThereIsNoRoomAndGoesOnWhenThereIs() throws Exception {
        begin(6, 4);
        until(() -> assertThat(kubelet.jobs()).hasSize(4));
        kubelet.run(0);
        for (int trial = 1; trial < 4; trial++) {
            kubelet.unschedulable(trial, FULL);
        }
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        assertThat(said()).contains("study demo: 2 of 4 trials at a time, there is no room for more", "trial 1 waits for room: Unschedulable: " + FULL);
        now = now.plus(Duration.ofHours(30));
        tick();
        assertThat(study.trials()).as("nothing fails for want of room").allSatisfy(trial -> assertThat(trial.state()).isEqualTo(TrialState.RUNNING));
        assertThat(study.trials()).as("nothing more is asked").hasSize(4);
        int waiting = kubelet.hasJob(1) ? 1 : kubelet.hasJob(2) ? 2 : 3;
        kubelet.collectGarbage();
        kubelet.run(waiting);
        until(() -> assertThat(kubelet.jobs()).hasSize(3));
        for (int left = 0; left < 6; left++) {
            int trial = left;
            until(() -> {
                for (Job job : kubelet.jobs()) {
                    int number = Integer.parseInt(job.getMetadata().getLabels().get("mlcd.jenkins.io/trial"));
                    if (study.trial(number).state() == TrialState.RUNNING && job.getStatus() == null) {
                        succeed(number, 0.5 + number / 100.0);
                    }
                }
                assertThat(study.trials()).filteredOn(done -> done.state().finished()).hasSizeGreaterThan(trial);
            });
        }
        until(() -> assertThat(tick()).isTrue());
        assertThat(study.trials()).allSatisfy(trial -> assertThat(trial.attempt()).isEqualTo(1));
    }

    @Test
    void waitsForAFullQuotaOfJobs() throws Exception {
        IntStream.range(0, 3).forEach(i -> cluster.fail("POST", "/jobs", 403, "jobs.batch is forbidden: exceeded quota: jobs, used: count/jobs.batch=10"));
        begin(1, 2);
        tick();
        assertThat(said()).contains("trial 0 waits for room: jobs.batch is forbidden: exceeded quota");
        until(() -> assertThat(kubelet.hasJob(0)).isTrue());
        assertThat(study.trial(0).state()).isEqualTo(TrialState.RUNNING);
    }

    @Test
    void outlivesAnApiServerThatIsAwayAndDropsConnections() throws Exception {
        begin(1, 1);
        cluster.fail("POST", "/jobs", 500, "etcdserver: request timed out");
        tick();
        until(() -> assertThat(kubelet.hasJob(0)).isTrue());
        kubelet.run(0);
        kubelet.print(0, "[mlcd] {\"step\": 1, \"accuracy\": 0.5}");
        untilTrial(0, trial -> assertThat(trial.reported()).hasSize(1));
        cluster.cutConnections();
        kubelet.print(0, "[mlcd] {\"step\": 2, \"accuracy\": 0.6}");
        untilTrial(0, trial -> assertThat(trial.reported()).hasSize(2));
        kubelet.print(0, "[mlcd] {\"step\": 3, \"accuracy\": 0.7}");
        cluster.cutConnections();
        kubelet.end(0, 0, "Completed");
        untilTrial(0, trial -> assertThat(trial.value()).hasValue(0.7));
        assertThat(said()).contains("the API server is away, trials are looked at again when it is back: etcdserver: request timed out");
    }

    @Test
    void refusesAtOnceWhatTheApiServerWillNeverTake() throws Exception {
        cluster.fail("POST", "/jobs", 400, "strict decoding error: unknown field \"spec.template.spec.tolerationz\"");
        begin(1, 1);
        assertThatThrownBy(this::tick).isInstanceOf(AbortException.class)
                .hasMessage("mlSweepJobs: the API server refuses the Job of trial 0: strict decoding error: unknown field \"spec.template.spec.tolerationz\"");
    }

    @Test
    void givesUpATrialWhoseImageCannotBePulledOrWhosePodCannotBePlaced() throws Exception {
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        kubelet.waiting(0, "ImagePullBackOff", "Back-off pulling image \"train:1\"");
        kubelet.unschedulable(1, "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.");
        until(() -> assertThat(said()).contains("trial 0 waits: container 'train' waits: ImagePullBackOff", "trial 1 waits: Unschedulable"));
        now = now.plus(Duration.ofMinutes(3));
        untilState(0, TrialState.FAILED);
        assertThat(study.trial(0).reason()).isEqualTo("it was without its image for 2m: container 'train' waits: ImagePullBackOff: Back-off pulling image \"train:1\"");
        assertThat(study.trial(1).state()).isEqualTo(TrialState.RUNNING);
        now = now.plus(Duration.ofMinutes(10));
        untilState(1, TrialState.FAILED);
        assertThat(study.trial(1).reason()).startsWith("it was pending for 10m: Unschedulable: 0/2 nodes are available");
    }

    @Test
    void deletesTheJobOfAPrunedTrial() throws Exception {
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        kubelet.run(0);
        kubelet.run(1);
        for (int step = 1; step < 4; step++) {
            kubelet.print(0, "[mlcd] {\"step\": " + step + ", \"accuracy\": 0.9}");
        }
        kubelet.end(0, 0, "Completed");
        untilState(0, TrialState.COMPLETE);
        for (int step = 1; step < 4; step++) {
            kubelet.print(1, "[mlcd] {\"step\": " + step + ", \"accuracy\": 0.1}");
        }
        untilState(1, TrialState.PRUNED);
        until(() -> assertThat(kubelet.hasJob(1)).isFalse());
        until(() -> assertThat(tick()).isTrue());
    }

    @Test
    void watchesItsJobsOnAfterTheControllerWasKilled() throws Exception {
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        kubelet.run(0);
        kubelet.print(0, "[mlcd] {\"step\": 1, \"accuracy\": 0.5}");
        kubelet.print(0, "[mlcd] {\"step\": 2, \"accuracy\": 0.6}");
        untilTrial(0, trial -> assertThat(trial.reported()).hasSize(2));
        jobs.close();
        study.close();
        kubelet.print(0, "[mlcd] {\"step\": 3, \"accuracy\": 0.7}");
        kubelet.end(0, 0, "Completed");
        begin(2, 2);
        untilTrial(0, trial -> assertThat(trial.value()).hasValue(0.7));
        assertThat(study.trial(0).attempt()).isEqualTo(1);
        assertThat(EventLog.read(study.file(), Schema.STUDY)).filteredOn(event -> event.path("event").asText().equals("reported"))
                .extracting(event -> event.path("step").asInt()).containsExactly(1, 2, 3);
        assertThat(cluster.requests("POST /jobs")).isEqualTo(2);
        succeed(1, 0.5);
        until(() -> assertThat(tick()).isTrue());
    }

    @Test
    void createsTheJobThatAKilledControllerHadNoTimeToCreateAndAsksAgainWhatIsGone() throws Exception {
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        kubelet.run(0);
        kubelet.print(0, "[mlcd] {\"step\": 1, \"accuracy\": 0.5}");
        untilTrial(0, trial -> assertThat(trial.reported()).hasSize(1));
        jobs.close();
        study.close();
        kubelet.jobs().forEach(job -> kubelet.client().batch().v1().jobs().inNamespace("ml").withName(job.getMetadata().getName()).delete());
        kubelet.collectGarbage();
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        assertThat(study.trial(0).attempt()).as("it had reported, and its Job is gone").isEqualTo(2);
        assertThat(study.trial(1).attempt()).as("nothing was known of it").isEqualTo(1);
    }

    @Test
    void leavesItsTrialsToTheNextRunWhenItIsAborted() throws Exception {
        begin(2, 2);
        until(() -> assertThat(kubelet.jobs()).hasSize(2));
        sweep.abort("stopped by alice");
        jobs.deleteAll();
        kubelet.collectGarbage();
        assertThat(kubelet.jobs()).isEmpty();
        assertThat(study.trials()).allSatisfy(trial -> assertThat(trial.state()).isEqualTo(TrialState.LOST));
    }
}
