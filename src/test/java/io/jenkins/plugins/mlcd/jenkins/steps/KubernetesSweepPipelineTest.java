package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.jenkins.plugins.mlcd.embedded.run.Runs;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeKubelet;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of Jobs in a Pipeline, on the mock of an API server; a kubelet of the test runs each Job at once. */
class KubernetesSweepPipelineTest {

    private static final String KUBECONFIG = "kubeconfig";

    @TempDir
    Path directory;

    private final ScheduledExecutorService kubeletThread = Executors.newSingleThreadScheduledExecutor();
    private FakeCluster cluster;
    private FakeKubelet kubelet;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        kubelet = new FakeKubelet(cluster);
        Path config = directory.resolve("config");
        Files.writeString(config, """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                contexts: [{name: fake, context: {cluster: fake, namespace: ml, user: nobody}}]
                users: [{name: nobody, user: {}}]
                current-context: fake
                """.formatted(cluster.config().getMasterUrl()));
        System.setProperty(KUBECONFIG, config.toString());
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(KUBECONFIG);
        kubeletThread.shutdownNow();
        kubeletThread.awaitTermination(10, TimeUnit.SECONDS);
        kubelet.close();
        cluster.close();
    }

    /** Trains: the accuracy is the parameter; depth 3 fails. */
    private void train() {
        for (Job job : kubelet.jobs()) {
            if (job.getStatus() != null) {
                continue;
            }
            int trial = Integer.parseInt(job.getMetadata().getLabels().get("mlcd.jenkins.io/trial"));
            String depth = kubelet.environment(trial).get("ML_PARAM_DEPTH");
            kubelet.run(trial);
            kubelet.print(trial, "[mlcd] {\"step\": 1, \"accuracy\": 0." + depth + ", \"model\": \"s3://models/" + trial + "\"}");
            kubelet.end(trial, depth.equals("3") ? 3 : 0, depth.equals("3") ? "Error" : "Completed");
        }
    }

    private static String jenkinsfile(String trials) {
        return """
                pipeline {
                    agent none
                    stages {
                        stage('Sweep') {
                            steps {
                                script {
                                    def best = mlSweepJobs(study: 'demo', metric: 'accuracy', sampler: grid(), space: [depth: '1..5'], %s)
                                    echo "BEST ${best.number} ${best.value} ${best.model}"
                                    echo "REGISTERED ${mlRegister(model: 'demo', study: 'demo').version}"
                                }
                            }
                        }
                    }
                }
                """.formatted(trials);
    }

    @Test
    void runsASweepWithoutAnAgentAndCleansUp() throws Exception {
        kubeletThread.scheduleWithFixedDelay(this::train, 100, 100, TimeUnit.MILLISECONDS);
        Runs runs = new Runs(directory);
        Runs.Outcome outcome = runs.run(jenkinsfile(
                "trials: kubernetesJob(parallelism: 2, yaml: 'kind: Pod\\nspec: {containers: [{name: train, image: \"t:1\"}]}')"));
        assertThat(outcome.text()).contains("BEST 4 0.5 s3://models/4").contains("trial 2 failed: container 'train' ended with exit code 3");
        assertThat(outcome.text()).contains("the model of trial 4 is at s3://models/4 and is not fetched: the version holds model-uri.json, which says so")
                .contains("REGISTERED demo:1");
        assertThat(runs.build(1).resolve("archive/mlcd/models/demo-1/model-uri.json"))
                .hasContent("{\"uri\":\"s3://models/4\",\"study\":\"demo\",\"trial\":4}");
        assertThat(outcome.result()).isEqualTo("SUCCESS");
        assertThat(StudyState.read(runs.build(1).resolve("mlcd/study-demo.jsonl")).trials())
                .filteredOn(trial -> trial.state() == TrialState.COMPLETE).hasSize(4);
        kubelet.collectGarbage();
        assertThat(kubelet.jobs()).isEmpty();
    }

    @Test
    void saysAtOnceThatTheClusterCannotBeUsed() throws Exception {
        cluster.fail("GET", "/jobs", 403, "jobs.batch is forbidden: User \"x\" cannot list resource \"jobs\"");
        Runs.Outcome outcome = new Runs(directory).run(jenkinsfile("trials: kubernetesJob(yaml: 'kind: Pod\\nspec: {containers: [{name: t}]}')"));
        assertThat(outcome.text()).contains("mlSweepJobs: the cluster cannot be used: jobs.batch is forbidden: User \"x\" cannot list resource \"jobs\"");
        assertThat(outcome.result()).isEqualTo("FAILURE");
    }

    @Test
    void refusesMisuseInOneSentence() throws Exception {
        assertThat(new Runs(directory).run(jenkinsfile("trials: kubernetesJob(yaml: 'kind: Deployment')")).text())
                .contains("mlSweepJobs: kubernetesJob: yaml: kind 'Deployment' must be Job, PodTemplate or Pod");
        assertThat(new Runs(directory).run(jenkinsfile("trials: kubernetesJob(cloud: 'gpus', yaml: 'kind: Pod\\nspec: {containers: [{name: t}]}')")).text())
                .contains("cloud 'gpus' is no Kubernetes cloud of this Jenkins");
        assertThat(kubelet.jobs()).isEmpty();
    }
}
