package io.jenkins.plugins.mlcd.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.triggers.TimerTrigger;
import hudson.triggers.Trigger;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jenkins.model.CauseOfInterruption.UserInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A home with jobs and builds, run by a runner of the test. */
class EmbeddedJenkinsTest {

    @TempDir
    private Path directory;

    private Path home;
    private final Script script = new Script();

    @BeforeEach
    void chooseHome() {
        home = directory.resolve("home");
    }

    @AfterEach
    void stop() {
        EmbeddedJenkins.stop();
    }

    private WorkflowJob start(Object... extensions) throws IOException {
        EmbeddedJenkins.start(home, HostOptions.of(script, List.of(extensions)));
        return EmbeddedJenkins.job("train");
    }

    private static WorkflowRun build(WorkflowJob job, Cause... causes) throws Exception {
        return job.scheduleBuild2(0, new CauseAction(causes)).get(20, TimeUnit.SECONDS);
    }

    @Test
    void keepsBuildsOverARestart() throws Exception {
        script.body = run -> {
            run.asFlowExecutionOwner().getListener().getLogger().println("training");
            run.setDescription("best 0.97");
            return Result.UNSTABLE;
        };
        WorkflowRun first = build(start(), new Drift("drift", 7));
        assertThat(first.getLog(10)).containsExactly("drift in window 7", "training", "Finished: UNSTABLE");
        EmbeddedJenkins.stop();

        WorkflowJob job = start();
        WorkflowRun loaded = job.getBuildByNumber(1);
        assertThat(loaded).isNotSameAs(first);
        assertThat(loaded.getResult()).isSameAs(Result.UNSTABLE);
        assertThat(loaded.isBuilding()).isFalse();
        assertThat(loaded.getDescription()).isEqualTo("best 0.97");
        assertThat(loaded.getTimeInMillis()).isEqualTo(first.getTimeInMillis());
        assertThat(loaded.getCause(Drift.class)).isEqualTo(new Drift("drift", 7));
        assertThat(build(job).getNumber()).isEqualTo(2);
        assertThat(job.getLastBuild().getPreviousBuild()).isSameAs(loaded);
    }

    @Test
    void runsABuildAgainThatNeverEnded() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        script.body = run -> {
            running.countDown();
            Thread.sleep(60_000);
            return Result.SUCCESS;
        };
        WorkflowJob job = start();
        job.scheduleBuild2(0);
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        Path copy = directory.resolve("after-a-crash");
        new FilePath(home.toFile()).copyRecursiveTo(new FilePath(copy.toFile()));
        EmbeddedJenkins.stop();

        home = copy;
        WorkflowRun unfinished = start().getBuildByNumber(1);
        assertThat(unfinished.isBuilding()).isTrue();
        assertThat(unfinished.getExecutor()).isNull();
        script.body = run -> Result.SUCCESS;
        script.cause = null;
        EmbeddedJenkins.resume(unfinished).get(20, TimeUnit.SECONDS);
        assertThat(unfinished.getResult()).isSameAs(Result.SUCCESS);
        assertThat(unfinished.getLog(9)).last().isEqualTo("Finished: SUCCESS");
        assertThatThrownBy(() -> EmbeddedJenkins.resume(unfinished)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void killsABuildThatNoProcessRuns() throws Exception {
        WorkflowJob job = start();
        WorkflowRun abandoned = job.createExecutable();
        abandoned.doKill();
        assertThat(abandoned.isBuilding()).isFalse();
        assertThat(abandoned.getResult()).isSameAs(Result.ABORTED);
    }

    @Test
    void endsABuildWithTheResultOfItsInterruption() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        script.body = run -> {
            running.countDown();
            Thread.sleep(60_000);
            return Result.SUCCESS;
        };
        var future = start().scheduleBuild2(0);
        WorkflowRun run = future.waitForStart();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        run.getExecutor().interrupt(Result.NOT_BUILT, new UserInterruption("ada"));
        future.get(20, TimeUnit.SECONDS);
        assertThat(run.getResult()).isSameAs(Result.NOT_BUILT);
        assertThat(run.getLog(9)).contains("Aborted by ada");
        assertThat(run.getAction(InterruptedBuildAction.class).getCauses()).containsExactly(new UserInterruption("ada"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyABuildFailed(Exception failure, String line, Result result) throws Exception {
        script.body = run -> {
            throw failure;
        };
        WorkflowRun run = build(start());
        assertThat(run.getResult()).isSameAs(result);
        assertThat(run.getLog(99)).anyMatch(l -> l.startsWith(line));
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new AbortException("accuracy 0.2 is below 0.9"), "ERROR: accuracy 0.2 is below 0.9", Result.FAILURE),
                Arguments.of(new IllegalStateException("bug"), "java.lang.IllegalStateException: bug", Result.FAILURE),
                Arguments.of(new FlowInterruptedException(Result.ABORTED, true, new UserInterruption("bob")), "Aborted by bob", Result.ABORTED));
    }

    @Test
    void joinsCausesOfABuildThatWaits() throws Exception {
        WorkflowJob job = start();
        var first = job.scheduleBuild2(1, new CauseAction(new Drift("drift", 1)));
        job.scheduleBuild2(1, new CauseAction(new Drift("drift", 2)));
        WorkflowRun run = first.get(20, TimeUnit.SECONDS);
        assertThat(run.getCauses()).containsExactly(new Drift("drift", 1), new Drift("drift", 2));
        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    void buildsOneAfterTheOtherUnlessConcurrent() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        script.body = run -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(100);
            now.decrementAndGet();
            return Result.SUCCESS;
        };
        WorkflowJob job = start();
        job.setConcurrentBuild(false);
        var a = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("LR", "0.1")));
        var b = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("LR", "0.2")));
        a.get(20, TimeUnit.SECONDS);
        WorkflowRun second = b.get(20, TimeUnit.SECONDS);
        assertThat(most).hasValue(1);
        assertThat(second.getEnvironment(TaskListener.NULL)).containsEntry("LR", "0.2").containsEntry("BUILD_NUMBER", "2").containsEntry("JOB_NAME", "train");
    }

    @Test
    void tellsListenersWhatHappens() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        build(start(new RunListener<WorkflowRun>() {
            @Override
            public void onStarted(WorkflowRun r, TaskListener listener) {
                events.add("started");
            }

            @Override
            public void onCompleted(WorkflowRun r, TaskListener listener) {
                events.add("completed " + r.getResult());
            }

            @Override
            public void onFinalized(WorkflowRun r) {
                events.add("finalized " + r.isBuilding());
            }
        }));
        assertThat(events).containsExactly("started", "completed SUCCESS", "finalized false");
    }

    @Test
    void archivesAndStashesFiles() throws Exception {
        WorkflowRun run = build(start());
        FilePath workspace = new FilePath(home.resolve("workspace").toFile());
        workspace.child("out/model.json").write("{}", "UTF-8");
        Launcher launcher = workspace.createLauncher(TaskListener.NULL);
        run.pickArtifactManager().archive(workspace, launcher, null, Map.of("mlcd/model.json", "out/model.json"));
        assertThat(run.getArtifactManager().root().list("**/*.json", null, false)).containsExactly("mlcd/model.json");
        assertThat(home.resolve("jobs/train/builds/1/archive/mlcd/model.json")).hasContent("{}");
        assertThatThrownBy(() -> run.pickArtifactManager().archive(workspace, launcher, null, Map.of("../../x", "out/model.json"))).hasMessageContaining("must stay in the archive");

        StashManager.stash(run, "model", workspace, launcher, new EnvVars(), TaskListener.NULL, "out/*", null, true, false);
        FilePath other = new FilePath(home.resolve("other").toFile());
        StashManager.unstash(run, "model", other, launcher, new EnvVars(), TaskListener.NULL);
        assertThat(other.child("out/model.json").readToString()).isEqualTo("{}");
        assertThatThrownBy(() -> StashManager.unstash(run, "none", other, launcher, new EnvVars(), TaskListener.NULL)).hasMessageContaining("none");
    }

    @Test
    void refusesASecondJenkinsOnTheSameHome() throws Exception {
        start();
        assertThatThrownBy(() -> EmbeddedJenkins.start(home, HostOptions.of(script, List.of()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> HomeLock.take(home)).hasMessageContaining(home.toString()).hasMessageContaining("in use");
    }

    @Test
    void keepsSecretsEncrypted() throws Exception {
        start();
        Secret secret = Secret.fromString("tok{en}");
        assertThat(secret.getEncryptedValue()).doesNotContain("tok").isNotEqualTo(Secret.fromString("tok{en}").getEncryptedValue());
        assertThat(Secret.fromString(secret.getEncryptedValue())).isEqualTo(secret);
        assertThat(Secret.decrypt("{bm90IG91cnMsIG5vdCBvdXJzLCBub3Qgb3Vycw==}")).isNull();
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/embedded.secret.key"))).hasSize(2);
    }

    @Test
    void forbidsWhatTheHostRestricts() throws Exception {
        WorkflowJob job = start();
        job.checkPermission(Item.BUILD);
        Host.get().restrict(p -> !p.equals(Item.BUILD));
        assertThat(job.hasPermission(Item.READ)).isTrue();
        assertThatThrownBy(() -> job.checkPermission(Item.BUILD)).hasMessageContaining("Job/Build");
    }

    @Test
    void findsExtensionsByTypeOrdinalAndSymbol() throws Exception {
        start();
        EmbeddedJenkins.registerExtensions(new Late());
        assertThat(ExtensionList.lookup(Probe.class)).extracting(Object::getClass).containsExactly(Early.class, Late.class);
        assertThat(ExtensionList.lookupSingleton(Late.class)).isNotNull();
        assertThatThrownBy(() -> ExtensionList.lookupSingleton(Probe.class)).hasMessageContaining("got 2");
        assertThat(SymbolLookup.get().findDescriptor(Trigger.class, "cron").clazz).isSameAs(TimerTrigger.class);
        assertThat(SymbolLookup.get().findDescriptor(Trigger.class, "string")).isNull();
        assertThat(new TimerTrigger("H 3 * * 1").getDescriptor()).isSameAs(Trigger.all().find(TimerTrigger.class));
    }

    @Test
    void keepsTriggersWithTheJob() throws Exception {
        start().setTriggers(List.of(new TimerTrigger("15 4 * * 1-5")));
        EmbeddedJenkins.stop();
        WorkflowJob job = start();
        assertThat(job.getTriggers().values()).singleElement().extracting(t -> t.getSpec()).isEqualTo("15 4 * * 1-5");
        Trigger.checkTriggers(new GregorianCalendar(2026, Calendar.NOVEMBER, 24, 4, 16));
        assertThat(job.isInQueue() || job.getLastBuild() != null).isFalse();
        Trigger.checkTriggers(new GregorianCalendar(2026, Calendar.NOVEMBER, 24, 4, 15));
        assertThat(job.isInQueue() || job.getLastBuild() != null).isTrue();
    }

    interface Probe extends ExtensionPoint {
    }

    static final class Late implements Probe {
    }

    /** Found by the index. */
    @Extension(ordinal = 5)
    public static final class Early implements Probe {
    }

    /** A cause as the plugin has: saved with the build. */
    static final class Drift extends Cause {

        private final String rule;
        private final int window;

        Drift(String rule, int window) {
            this.rule = rule;
            this.window = window;
        }

        @Override
        public String getShortDescription() {
            return rule + " in window " + window;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Drift that && rule.equals(that.rule) && window == that.window;
        }

        @Override
        public int hashCode() {
            return Objects.hash(rule, window);
        }
    }

    /** Runs each build as the test says, on one thread that can be interrupted. */
    private static final class Script implements BuildRunner {

        private volatile Body body = run -> Result.SUCCESS;
        private volatile Thread thread;
        private volatile FlowInterruptedException cause;

        @Override
        public Result run(WorkflowRun run) throws Exception {
            if (cause != null) {
                throw cause;
            }
            FutureTask<Result> task = new FutureTask<>(() -> body.run(run));
            Thread worker = new Thread(task);
            thread = worker;
            worker.start();
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (cause != null) {
                    throw cause;
                }
                throw (Exception) e.getCause();
            }
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException why) {
            cause = why;
            if (thread != null) {
                thread.interrupt();
            }
        }

        interface Body {
            Result run(WorkflowRun run) throws Exception;
        }
    }
}
