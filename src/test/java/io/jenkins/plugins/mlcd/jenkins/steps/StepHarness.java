package io.jenkins.plugins.mlcd.jenkins.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.loop.ModelDirectory;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs single steps in builds of an embedded Jenkins, without a Jenkinsfile. */
final class StepHarness implements AutoCloseable {

    private final Path home;
    private final WorkflowJob job;
    private volatile Script script = build -> {};
    private final Map<String, Script> others = new ConcurrentHashMap<>();

    StepHarness(Path home) throws IOException {
        this.home = home;
        EmbeddedJenkins.start(home.resolve("jenkins"), HostOptions.of(new Scripted(), List.of()));
        job = EmbeddedJenkins.job("digits");
    }

    interface Script {
        void run(Build build) throws Exception;
    }

    /** Runs a build whose Pipeline is {@code body}, and rethrows what that throws. */
    WorkflowRun build(Script body) throws Exception {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        script = build -> {
            try {
                body.run(build);
                outcome.complete(null);
            } catch (Throwable t) {
                outcome.completeExceptionally(t);
            }
        };
        WorkflowRun run = job.scheduleBuild2(0).get(60, TimeUnit.SECONDS);
        try {
            outcome.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) e.getCause();
        }
        return run;
    }

    /** Starts a build of another job. */
    void alsoRuns(String name, Script body) throws IOException {
        others.put(name, body);
        EmbeddedJenkins.job(name).scheduleBuild2(0);
    }

    Registry registry() {
        return Registry.of(job.getRootDir().toPath());
    }

    @Override
    public void close() {
        EmbeddedJenkins.stop();
    }

    /** One build, in which steps run. */
    final class Build {

        final WorkflowRun run;
        final FilePath workspace;
        volatile Result worsened;

        /** What a step's body does with its environment; what it throws, the body fails with. */
        volatile Consumer<EnvVars> body = env -> {
            throw new IllegalStateException("there is no body");
        };

        Build(WorkflowRun run) throws IOException, InterruptedException {
            this.run = run;
            this.workspace = new FilePath(home.resolve("workspace").toFile());
            workspace.mkdirs();
        }

        /** Archives and registers a model whose only file holds {@code content}; the version is the build's number. */
        ModelVersion register(String content) throws IOException, InterruptedException {
            String version = Integer.toString(run.getNumber());
            String path = "mlcd/models/digits-" + version;
            workspace.child("registered/model.json").write(content, "UTF-8");
            run.pickArtifactManager()
                    .archive(workspace, launcher(), run.asFlowExecutionOwner().getListener()::getLogger,
                            Map.of(path + "/model.json", "registered/model.json"));
            ModelDirectory files = ModelDirectory.scan(home.resolve("workspace/registered"));
            return registry().register(ModelVersion.of("digits", version, run.getNumber(), path, files.bytes(), files.sha256()));
        }

        Object run(Step step) throws Exception {
            return start(step).get();
        }

        Started start(Step step) throws Exception {
            Context context = new Context(this);
            StepExecution execution = step.start(context);
            execution.start();
            return new Started(execution, context.outcome);
        }

        String log() throws IOException {
            return String.join("\n", run.getLog(1000));
        }

        private Launcher launcher() throws IOException {
            return new Launcher.LocalLauncher(run.asFlowExecutionOwner().getListener());
        }
    }

    /** A step that is under way. */
    record Started(StepExecution execution, CompletableFuture<Object> outcome) {

        Object get() throws Exception {
            try {
                return outcome.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw (Error) e.getCause();
            }
        }
    }

    private final class Scripted implements BuildRunner {

        @Override
        public Result run(WorkflowRun run) throws Exception {
            Build build = new Build(run);
            others.getOrDefault(run.getParent().getName(), script).run(build);
            return build.worsened == null ? Result.SUCCESS : build.worsened;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // No test interrupts a whole build.
        }
    }

    private static final class Context extends StepContext {

        private static final long serialVersionUID = 1L;

        private final transient Build build;
        private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();

        Context(Build build) {
            this.build = build;
        }

        @Override
        public <T> T get(Class<T> key) throws IOException {
            Object value = key == Run.class ? build.run
                    : key == TaskListener.class ? build.run.asFlowExecutionOwner().getListener()
                    : key == FilePath.class ? build.workspace
                    : key == Launcher.class ? build.launcher()
                    : key == EnvVars.class ? new EnvVars()
                    : null;
            return key.cast(value);
        }

        @Override
        public void onSuccess(Object result) {
            outcome.complete(result);
        }

        @Override
        public void onFailure(Throwable t) {
            outcome.completeExceptionally(t);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            return Futures.immediateFuture(null);
        }

        @Override
        public void setResult(Result r) {
            build.worsened = r;
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            return new Body(this, build);
        }

        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Runs a build's body on a thread of its own, as Pipeline does not let a step wait for its body on Pipeline's thread. */
    private static final class Body extends BodyInvoker {

        private final StepContext context;
        private final Build build;
        private final List<BodyExecutionCallback> callbacks = new ArrayList<>();
        private EnvironmentExpander environment;

        Body(StepContext context, Build build) {
            this.context = context;
            this.build = build;
        }

        @Override
        public BodyInvoker withContext(Object override) {
            environment = override instanceof EnvironmentExpander expander ? expander : environment;
            return this;
        }

        @Override
        public BodyInvoker withDisplayName(String name) {
            return this;
        }

        @Override
        public BodyInvoker withCallback(BodyExecutionCallback callback) {
            callbacks.add(callback);
            return this;
        }

        @Override
        public BodyExecution start() {
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                EnvVars env = new EnvVars();
                try {
                    environment.expand(env);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                build.body.accept(env);
            });
            run.whenComplete((done, failure) -> callbacks.forEach(callback -> {
                if (failure == null) {
                    callback.onSuccess(context, null);
                } else {
                    callback.onFailure(context, failure.getCause());
                }
            }));
            return new Running(run);
        }
    }

    private static final class Running extends BodyExecution {

        private static final long serialVersionUID = 1L;

        private final transient CompletableFuture<Void> run;

        Running(CompletableFuture<Void> run) {
            this.run = run;
        }

        @Override
        public Collection<StepExecution> getCurrentExecutions() {
            return List.of();
        }

        @Override
        public boolean cancel(Throwable error) {
            return run.completeExceptionally(error);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return run.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isCancelled() {
            return run.isCancelled();
        }

        @Override
        public boolean isDone() {
            return run.isDone();
        }

        @Override
        public Object get() {
            return run.join();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            return run.get(timeout, unit);
        }
    }
}
