package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the CRUD mock of an API server, with a kubelet played by the test. */
class ClusterTrialJobsTest {

    private static final String TEMPLATE = """
            kind: Pod
            spec:
              containers: [{name: train, image: "train:1", resources: {limits: {nvidia.com/gpu: 1}}}]
            """;

    private FakeCluster cluster;
    private FakeKubelet kubelet;
    private TrialJobs jobs;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        kubelet = new FakeKubelet(cluster);
        jobs = jobs(42);
        jobs.open();
    }

    @AfterEach
    void stop() throws Exception {
        jobs.close();
        kubelet.close();
        cluster.close();
    }

    private TrialJobs jobs(int build) {
        return new ClusterTrialJobs(cluster::client, study(build), "ml", JobTemplate.parse(TEMPLATE, Optional.empty()), Optional.of("gpus"));
    }

    private static StudyKey study(int build) {
        return new StudyKey("controller", "digits", build, "demo");
    }

    private static TrialSpec spec(int trial) {
        return new TrialSpec(new TrialKey(study(42), trial, 1), Map.of("ML_TRIAL", String.valueOf(trial)), "{}", "");
    }

    private TrialVerdict verdict(int trial) {
        return jobs.list().stream().filter(view -> view.key().number() == trial).findFirst()
                .map(view -> TrialVerdicts.of(view, false)).orElse(new TrialVerdict(Phase.LOST, false, "none"));
    }

    private void awaitPhase(int trial, Phase phase) {
        await().untilAsserted(() -> assertThat(verdict(trial).phase()).isEqualTo(phase));
    }

    @Test
    void walksAPodThroughItsPhases() {
        assertThat(jobs.create(spec(0)).outcome()).isEqualTo(Creation.Outcome.CREATED);
        awaitPhase(0, Phase.PENDING);
        kubelet.unschedulable(0, "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
        awaitPhase(0, Phase.WAITING);
        kubelet.waiting(0, "ErrImagePull", "not found");
        awaitPhase(0, Phase.IMAGE_ERROR);
        kubelet.run(0);
        awaitPhase(0, Phase.RUNNING);
        kubelet.end(0, 0, "Completed");
        awaitPhase(0, Phase.SUCCEEDED);
        jobs.delete(spec(0).key());
        await().untilAsserted(() -> assertThat(jobs.list()).isEmpty());
        assertThat(jobs.find(spec(0).key())).isEmpty();
        jobs.delete(spec(0).key());
    }

    @Test
    void goesOnWatchingAfterTheWatchWasCut() {
        jobs.create(spec(0));
        awaitPhase(0, Phase.PENDING);
        cluster.cutConnections();
        kubelet.unschedulable(0, "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
        awaitPhase(0, Phase.WAITING);
        kubelet.run(0);
        awaitPhase(0, Phase.RUNNING);
    }

    @Test
    void asksTheClusterWhereItMayNotWatch() {
        cluster.forbidWatches();
        jobs.create(spec(0));
        kubelet.run(0);
        awaitPhase(0, Phase.RUNNING);
        int before = cluster.requests("GET /pods");
        kubelet.end(0, 0, "Completed");
        awaitPhase(0, Phase.SUCCEEDED);
        assertThat(cluster.requests("GET /pods")).isGreaterThan(before);
    }

    @Test
    void tellsFullQuotasConflictsAndFaultsOfTheServerApart() {
        cluster.fail("POST", "/jobs", 403, "jobs.batch \"x\" is forbidden: exceeded quota: jobs, requested: count/jobs.batch=1");
        assertThat(jobs.create(spec(0))).isEqualTo(
                new Creation(Creation.Outcome.NO_ROOM, "jobs.batch \"x\" is forbidden: exceeded quota: jobs, requested: count/jobs.batch=1"));
        cluster.fail("POST", "/jobs", 500, "etcdserver: leader changed");
        assertThat(jobs.create(spec(0)).outcome()).isEqualTo(Creation.Outcome.AWAY);
        cluster.fail("POST", "/jobs", 422, "Job is invalid: image: Required value");
        assertThat(jobs.create(spec(0))).isEqualTo(new Creation(Creation.Outcome.REFUSED, "Job is invalid: image: Required value"));
        assertThat(jobs.create(spec(0)).outcome()).isEqualTo(Creation.Outcome.CREATED);
        assertThat(jobs.create(spec(0)).outcome()).as("the same Job again").isEqualTo(Creation.Outcome.CREATED);
        assertThat(kubelet.jobs()).hasSize(1);
    }

    @Test
    void learnsFromEventsWhyNoPodIsMade() {
        jobs.create(spec(0));
        kubelet.refusePod(0, "pods \"x\" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=1");
        awaitPhase(0, Phase.WAITING);
        assertThat(verdict(0).words()).isEqualTo("no pod is made for its Job: pods \"x\" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=1");
    }

    @Test
    void followsALogThroughDropsAndCountsEachLineOnce() {
        jobs.create(spec(0));
        kubelet.run(0);
        awaitPhase(0, Phase.RUNNING);
        List<String> lines = new CopyOnWriteArrayList<>();
        try (TrialLog log = jobs.log(jobs.find(spec(0).key()).orElseThrow(), new LogCursor(lines::add))) {
            for (int i = 0; i < 20; i++) {
                kubelet.print(0, "line " + i);
                int so = i + 1;
                await().untilAsserted(() -> {
                    log.follow();
                    assertThat(lines).hasSize(so);
                });
                if (i % 6 == 5) {
                    cluster.cutConnections();
                }
            }
            kubelet.print(0, "line 20");
            kubelet.end(0, 0, "Completed");
            log.drain();
        }
        assertThat(lines).isEqualTo(IntStream.rangeClosed(0, 20).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void findsItsJobsAgainAfterARestartAndNobodyElses() throws Exception {
        jobs.create(spec(0));
        jobs.create(spec(1));
        try (TrialJobs again = jobs(42); TrialJobs other = jobs(43)) {
            again.open();
            assertThat(again.list()).extracting(view -> view.key().number()).containsExactlyInAnyOrder(0, 1);
            other.open();
            assertThat(other.list()).isEmpty();
        }
    }

    @Test
    void cleansUpWithOneDeletion() {
        jobs.create(spec(0));
        jobs.create(spec(1));
        kubelet.run(0);
        jobs.deleteAll();
        kubelet.collectGarbage();
        assertThat(kubelet.jobs()).isEmpty();
        assertThat(kubelet.pods()).isEmpty();
    }

    @Test
    void deletesWhatBuildsLeftThatDoNotRun() throws Exception {
        try (TrialJobs lost = jobs(40); TrialJobs running = jobs(41)) {
            lost.open();
            running.open();
        }
        assertThat(jobs.deleteStrays(build -> build == 41)).containsExactly(40);
        assertThat(kubelet.client().configMaps().inNamespace("ml").list().getItems())
                .extracting(anchor -> FakeKubelet.label(anchor, "build")).containsExactlyInAnyOrder("41", "42");
    }

    @Test
    void saysWhatTheServerSaysWhenItMayNotBeUsed() throws Exception {
        cluster.fail("GET", "/configmaps/" + study(50).name(), 403, "configmaps is forbidden: User \"x\" cannot get resource \"configmaps\"");
        try (TrialJobs refused = jobs(50)) {
            assertThatThrownBy(refused::open).isInstanceOf(KubernetesClientException.class).hasMessageContaining("cannot get resource");
        }
    }
}
