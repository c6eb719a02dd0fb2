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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Steps of build 1 of the job {@code digits} whose controller is killed: their executions are serialized as Pipeline would save them,
 * and go on in a class loader in which nothing has been loaded yet, on what the disk held at that moment.
 */
public final class RestartedStep {

    private static final long SECONDS = 40;

    private RestartedStep() {}

    static byte[] save(List<StepExecution> executions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(executions));
        }
        return bytes.toByteArray();
    }

    /** What each step answers after the restart: {@code success: value} or {@code failure: message}. */
    static List<String> goOn(Path home, byte[] saved) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader fresh = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(fresh);
            Object answers = fresh.loadClass(RestartedStep.class.getName()).getMethod("resume", String.class, byte[].class).invoke(null, home.toString(), saved);
            return Arrays.asList((String[]) answers);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** In the fresh class loader: starts Jenkins, reads the executions and resumes them; bodies that were running succeed now. */
    public static String[] resume(String home, byte[] saved) throws Exception {
        EmbeddedJenkins.start(Path.of(home), HostOptions.of(new NoBuilds(), List.of()));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            List<String> answers = new ArrayList<>();
            @SuppressWarnings("unchecked")
            List<StepExecution> executions = (List<StepExecution>) in.readObject();
            executions.forEach(StepExecution::onResume);
            for (StepExecution execution : executions) {
                ((Context) execution.getContext()).goOn();
            }
            for (StepExecution execution : executions) {
                answers.add(((Context) execution.getContext()).answer());
            }
            return answers.toArray(String[]::new);
        } finally {
            EmbeddedJenkins.stop();
        }
    }

    private static final class NoBuilds implements BuildRunner {

        @Override
        public Result run(WorkflowRun run) {
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // Nothing is run.
        }
    }

    /** Where a step runs; its body is a trainer that reports one value, at once or after the restart. */
    static final class Context extends StepContext {

        private static final long serialVersionUID = 1L;

        private final String workspace;
        private boolean bodiesWait;
        private String waitingReport;
        private BodyExecutionCallback waiting;
        private transient CompletableFuture<Object> outcome;

        Context(Path workspace, boolean bodiesWait) {
            this.workspace = workspace.toString();
            this.bodiesWait = bodiesWait;
        }

        synchronized boolean bodyRuns() {
            return waiting != null;
        }

        private synchronized CompletableFuture<Object> outcome() {
            outcome = outcome == null ? new CompletableFuture<>() : outcome;
            return outcome;
        }

        boolean answered() {
            return outcome().isDone();
        }

        String answer() throws Exception {
            try {
                return "success: " + outcome().get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return "failure: " + e.getCause().getMessage();
            }
        }

        private void goOn() throws IOException {
            BodyExecutionCallback callback;
            synchronized (this) {
                bodiesWait = false;
                callback = waiting;
                waiting = null;
            }
            if (callback != null) {
                train(waitingReport, callback);
            }
        }

        private void train(String report, BodyExecutionCallback callback) throws IOException {
            Files.writeString(Path.of(report), "{\"step\": 1, \"accuracy\": 0.9}\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            callback.onSuccess(this, null);
        }

        private Run<?, ?> run() throws IOException {
            return EmbeddedJenkins.job("digits").getBuildByNumber(1);
        }

        @Override
        public <T> T get(Class<T> key) throws IOException {
            WorkflowRun run = (WorkflowRun) run();
            Object value = key == Run.class ? run
                    : key == TaskListener.class ? run.asFlowExecutionOwner().getListener()
                    : key == FilePath.class ? new FilePath(new File(workspace))
                    : key == Launcher.class ? new Launcher.LocalLauncher(run.asFlowExecutionOwner().getListener())
                    : key == EnvVars.class ? new EnvVars()
                    : null;
            return key.cast(value);
        }

        @Override
        public void onSuccess(Object result) {
            outcome().complete(result);
        }

        @Override
        public void onFailure(Throwable t) {
            outcome().completeExceptionally(t);
        }

        @Override
        public boolean hasBody() {
            return true;
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
            // The answer says it too.
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            return new Invoker(this);
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

    private static final class Invoker extends BodyInvoker {

        private final Context context;
        private final EnvVars env = new EnvVars();
        private BodyExecutionCallback callback;

        private Invoker(Context context) {
            this.context = context;
        }

        @Override
        public BodyInvoker withContext(Object override) {
            if (override instanceof EnvironmentExpander expander) {
                try {
                    expander.expand(env);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return this;
        }

        @Override
        public BodyInvoker withDisplayName(String name) {
            return this;
        }

        @Override
        public BodyInvoker withCallback(BodyExecutionCallback given) {
            callback = given;
            return this;
        }

        @Override
        public BodyExecution start() {
            String report = env.get("ML_REPORT_FILE");
            synchronized (context) {
                if (context.bodiesWait) {
                    context.waitingReport = report;
                    context.waiting = callback;
                    return new Body();
                }
            }
            CompletableFuture.runAsync(() -> {
                try {
                    context.train(report, callback);
                } catch (IOException e) {
                    callback.onFailure(context, e);
                }
            });
            return new Body();
        }
    }

    private static final class Body extends BodyExecution implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public Collection<StepExecution> getCurrentExecutions() {
            return List.of();
        }

        @Override
        public boolean cancel(Throwable t) {
            return false;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
