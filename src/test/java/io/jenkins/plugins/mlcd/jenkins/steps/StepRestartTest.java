package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MlMonitorGateStep;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes.KubernetesJobTrials;
import io.jenkins.plugins.mlcd.kubernetes.CuttableLine;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.kubernetes.FakeKubelet;
import io.jenkins.plugins.mlcd.loop.ModelImport;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.target.AdminServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step that waits is serialized in every phase, read in a fresh class loader, resumed there, and comes to the end it would have come to. */
class StepRestartTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KUBECONFIG = "kubeconfig";

    @TempDir
    Path home;

    private AdminServer target;
    private FakeCluster cluster;
    private FakeKubelet kubelet;
    private CuttableLine line;
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        System.clearProperty(KUBECONFIG);
        for (AutoCloseable closeable : toClose) {
            closeable.close();
        }
    }

    private Path jenkins() {
        return home.resolve("jenkins");
    }

    private Path record(String name) {
        return jenkins().resolve("jobs/digits/builds/1/mlcd").resolve(name);
    }

    private RestartedStep.Context context(boolean bodiesWait) {
        return new RestartedStep.Context(home.resolve("workspace"), bodiesWait);
    }

    private static StepExecution started(Step step, RestartedStep.Context context) throws Exception {
        StepExecution execution = step.start(context);
        execution.start();
        return execution;
    }

    /** What a killed controller had still under way must not reach the target or the cluster, or it would act beside the one that goes on. */
    private void cutOff() throws IOException {
        if (target != null) {
            target.move();
        }
        if (line != null) {
            line.close();
            reachClusterBy(URI.create(cluster.config().getMasterUrl()).getPort());
        }
    }

    /** The controller that goes on finds the target where it is now. */
    private void follow(URI former) throws IOException {
        try (DirectoryStream<Path> settings = Files.newDirectoryStream(jenkins(), "*.xml")) {
            for (Path file : settings) {
                Files.writeString(file, Files.readString(file).replace(former.toString(), target.url().toString()));
            }
        }
    }

    /** Kills the controller in the phase: what it held in memory and did later is gone; then the steps go on. */
    private List<String> killedIn(StepHarness before, StepHarness.Script untilThePhase, List<StepExecution> executions) throws Exception {
        Path disk = home.resolve("disk");
        byte[][] saved = new byte[1][];
        URI[] former = new URI[1];
        try (before) {
            before.build(build -> {
                untilThePhase.run(build);
                former[0] = target == null ? null : target.url();
                cutOff();
                saved[0] = RestartedStep.save(executions);
                copy(jenkins(), disk);
            });
        }
        delete(jenkins());
        Files.move(disk, jenkins());
        if (target != null) {
            follow(former[0]);
        }
        return RestartedStep.goOn(jenkins(), saved[0]);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (Files.exists(file)) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path place, IOException e) throws IOException {
                Files.deleteIfExists(place);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void until(Callable<Boolean> phase) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(phase);
    }

    /** The steps before the phase may be over in a moment: what counts is that the record has come so far. */
    private static boolean says(Path record, String text) throws IOException {
        return Files.exists(record) && Files.readString(record).contains(text);
    }

    private static MlSweepStep sweep(int trials) {
        MlSweepStep step = new MlSweepStep("digits");
        step.setMetric("accuracy");
        step.setMaxTrialCount(trials);
        step.setSpace(Map.of("lr", "1e-4..1e-1 log"));
        return step;
    }

    private long count(String event, int trial) throws IOException {
        return EventLog.read(record("study-digits.jsonl"), Schema.STUDY).stream()
                .filter(line -> line.path("event").asText().equals(event) && line.path("trial").asInt() == trial)
                .count();
    }

    @Test
    void aSweepGoesOnWithTheTrialWhoseBodyRan() throws Exception {
        RestartedStep.Context context = context(true);
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(new StepHarness(home), build -> {
            executions.add(started(sweep(3), context));
            until(context::bodyRuns);
        }, executions);
        assertThat(answers).singleElement().asString().startsWith("success: {number=0, value=0.9,");
        for (int trial = 0; trial < 3; trial++) {
            assertThat(count("asked", trial)).isEqualTo(1);
            assertThat(count("told", trial)).isEqualTo(1);
        }
    }

    @Test
    void aSweepThatHadNotAskedAsksAfterTheRestart() throws Exception {
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(new StepHarness(home), build -> executions.add(sweep(2).start(context(true))), executions);
        assertThat(answers).singleElement().asString().startsWith("success: {number=0, value=0.9,");
        assertThat(count("told", 1)).isEqualTo(1);
    }

    @Test
    void aWorkerThatWaitedForTheTrialOfAnotherEndsWithIt() throws Exception {
        RestartedStep.Context one = context(true);
        RestartedStep.Context two = context(true);
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(new StepHarness(home), build -> {
            executions.add(started(sweep(1), one));
            until(one::bodyRuns);
            executions.add(started(sweep(1), two));
            until(() -> !executions.get(1).getStatus().equals("starting"));
        }, executions);
        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer).startsWith("success: {number=0, value=0.9,"));
        assertThat(count("told", 0)).isEqualTo(1);
    }

    @Test
    void aSweepThatHadEndedAnswersAgain() throws Exception {
        RestartedStep.Context context = context(false);
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(new StepHarness(home), build -> {
            executions.add(started(sweep(2), context));
            until(context::answered);
        }, executions);
        assertThat(answers).singleElement().asString().startsWith("success: {number=0, value=0.9,");
        assertThat(count("told", 1)).isEqualTo(1);
    }

    private void reachClusterBy(int port) throws IOException {
        Path config = home.resolve("kubeconfig-" + port);
        Files.writeString(config, """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: fake, context: {cluster: fake, namespace: ml, user: nobody}}]
                users: [{name: nobody, user: {}}]
                current-context: fake
                """.formatted(port));
        System.setProperty(KUBECONFIG, config.toString());
    }

    private void startCluster() throws Exception {
        cluster = new FakeCluster();
        toClose.add(cluster);
        kubelet = new FakeKubelet(cluster);
        toClose.add(0, kubelet);
        line = new CuttableLine(URI.create(cluster.config().getMasterUrl()).getPort());
        toClose.add(0, line);
        reachClusterBy(line.port());
    }

    private void trainJobs() {
        ScheduledExecutorService nodes = Executors.newSingleThreadScheduledExecutor();
        toClose.add(0, nodes::shutdownNow);
        nodes.scheduleWithFixedDelay(() -> {
            for (Job job : kubelet.jobs()) {
                if (job.getStatus() == null) {
                    int trial = Integer.parseInt(job.getMetadata().getLabels().get("mlcd.jenkins.io/trial"));
                    kubelet.run(trial);
                    kubelet.print(trial, "[mlcd] {\"step\": 1, \"accuracy\": 0.9}");
                    kubelet.end(trial, 0, "Completed");
                }
            }
        }, 50, 50, TimeUnit.MILLISECONDS);
    }

    private static MlSweepJobsStep jobs(int trials) {
        KubernetesJobTrials where = new KubernetesJobTrials("kind: Pod\nspec: {containers: [{name: train, image: \"t:1\"}]}");
        where.setParallelism(1);
        MlSweepJobsStep step = new MlSweepJobsStep("digits", where);
        step.setMetric("accuracy");
        step.setMaxTrialCount(trials);
        step.setSpace(Map.of("lr", "1e-4..1e-1 log"));
        return step;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"event\":\"asked\"", "\"event\":\"told\"", "\"event\":\"ended\""})
    void aSweepOfJobsFindsThemAgain(String phase) throws Exception {
        startCluster();
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(new StepHarness(home), build -> {
            if (phase.isEmpty()) {
                executions.add(jobs(3).start(context(false)));
            } else {
                executions.add(started(jobs(3), context(false)));
            }
            // The first trial's Job is pending when the controller is killed in its first trial.
            if (phase.contains("asked")) {
                until(() -> says(record("study-digits.jsonl"), phase) && !kubelet.jobs().isEmpty());
                trainJobs();
            } else {
                trainJobs();
                until(() -> phase.isEmpty() || says(record("study-digits.jsonl"), phase));
            }
        }, executions);
        assertThat(answers).singleElement().asString().startsWith("success: {number=0, value=0.9,");
        for (int trial = 0; trial < 3; trial++) {
            assertThat(count("asked", trial)).isEqualTo(1);
            assertThat(count("told", trial)).isEqualTo(1);
        }
        kubelet.collectGarbage();
        assertThat(kubelet.jobs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"event\":\"started\"", "\"weight\":50", "\"analysis\"", "\"phase\":\"promoting\"", "\"phase\":\"succeeded\""})
    void aRolloutGoesOnFromItsPhase(String phase) throws Exception {
        StepHarness jenkins = new StepHarness(home);
        target = new AdminServer();
        toClose.add(target);
        LocalTarget production = new LocalTarget("production", target.url().toString());
        production.setToken(Secret.fromString(AdminServer.token()));
        MlcdConfiguration.get().setTargets(List.of(production));
        target.serve("digits:0");
        ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
        toClose.add(users::shutdownNow);
        users.scheduleAtFixedRate(() -> target.traffic(500, 0), 0, 20, TimeUnit.MILLISECONDS);
        MlCanaryStep step = new MlCanaryStep("digits", "production");
        step.setStepWeights(List.of(50, 100));
        step.setInterval("300ms");
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(jenkins, build -> {
            build.register("a model");
            if (phase.isEmpty()) {
                executions.add(step.start(context(true)));
            } else {
                executions.add(started(step, context(true)));
                until(() -> says(record("rollout.jsonl"), phase));
            }
        }, executions);
        assertThat(answers).singleElement().asString().startsWith("success: ").contains("succeeded");
        assertThat(target.stable()).contains("digits:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"event\":\"watched\"", "\"number\":1", "\"event\":\"verdict\""})
    void aMonitorGateGoesOnFromItsWindow(String phase) throws Exception {
        StepHarness jenkins = new StepHarness(home);
        FakeTarget target = new FakeTarget();
        toClose.add(target);
        SplittableRandom random = new SplittableRandom(5);
        ProfileBuilder builder = new ProfileBuilder("slant");
        for (int i = 0; i < 3_000; i++) {
            builder.add(new double[] {random.nextGaussian()}, Integer.toString(i % 10), 0.95);
        }
        target.traffic = builder::build;
        List<StepExecution> executions = new ArrayList<>();
        List<String> answers = killedIn(jenkins, build -> {
            Path model = Files.createDirectories(home.resolve("initial"));
            Files.writeString(model.resolve("profile.json"), builder.build().toJson());
            ModelImport.into(build.run.getParent().getRootDir().toPath(), "digits", model);
            MlMonitorGateStep step = new MlMonitorGateStep("digits", "production");
            step.setInterval("1s");
            step.setCount(2);
            if (phase.isEmpty()) {
                executions.add(step.start(context(true)));
            } else {
                executions.add(started(step, context(true)));
                until(() -> says(record("monitor.jsonl"), phase));
            }
        }, executions);
        assertThat(answers).singleElement().asString().startsWith("success: ").contains("verdict=ok");
        List<ObjectNode> events = EventLog.read(record("monitor.jsonl"), Schema.MONITOR);
        assertThat(events).filteredOn(event -> event.path("event").asText().equals("verdict")).hasSize(1);
    }
}
