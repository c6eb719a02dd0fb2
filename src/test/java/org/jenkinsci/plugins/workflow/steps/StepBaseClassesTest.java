package org.jenkinsci.plugins.workflow.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.junit.jupiter.api.Test;

/** The base classes of steps with any context. */
class StepBaseClassesTest {

    private final Recording context = new Recording();

    @Test
    void tellsTheResultOfAStepThatIsDoneAtOnce() throws Exception {
        assertThat(StepExecutions.synchronous(context, c -> 42).start()).isTrue();
        assertThat(context.outcomes).containsExactly(42);
    }

    @Test
    void tellsTheFailureOfAStepThatIsDoneAtOnce() throws Exception {
        AbortException mistake = new AbortException("no");
        StepExecutions.synchronousVoid(context, c -> {
            throw mistake;
        }).start();
        assertThat(context.outcomes).containsExactly(mistake);
    }

    @Test
    void worksOnAThreadOfItsOwn() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        assertThat(StepExecutions.synchronousNonBlockingVoid(context, c -> worker.set(Thread.currentThread())).start()).isFalse();
        await().until(() -> !context.outcomes.isEmpty());
        assertThat(worker.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void interruptsTheThreadAndFailsOnceWhenItIsStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        StepExecution execution = StepExecutions.synchronousNonBlockingVoid(context, c -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } finally {
                interrupted.countDown();
            }
        });
        execution.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        FlowInterruptedException cause = new FlowInterruptedException(Result.ABORTED, true, new UserInterruption("ada"));
        execution.stop(cause);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> cause.getSuppressed().length == 1);
        assertThat(context.outcomes).containsExactly(cause);
    }

    @Test
    void failsAfterARestartWhenItCannotGoOn() throws Exception {
        StepExecution execution = StepExecutions.synchronousNonBlocking(context, c -> 1);
        execution.onResume();
        assertThat(context.outcomes).singleElement().isInstanceOf(SynchronousResumeNotSupportedException.class);
    }

    @Test
    void canBeSaved() throws Exception {
        Counting saved = new Counting(context);
        saved.count = 7;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(saved);
        Counting loaded = (Counting) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(loaded.count).isEqualTo(7);
        assertThat(loaded.getContext()).isEqualTo(context);
    }

    @Test
    void endsAsTheBodyEndedUnlessTheLastWorkFails() {
        AbortException failure = new AbortException("last work");
        BodyExecutionCallback.TailCall calm = new Tail(null);
        calm.onSuccess(context, 1);
        calm.onFailure(context, failure);
        new Tail(failure).onSuccess(context, 2);
        assertThat(context.outcomes).containsExactly(1, failure, failure);
    }

    @Test
    void mergesEnvironmentsInOrder() throws Exception {
        EnvironmentExpander outer = EnvironmentExpander.constant(Map.of("LR", "0.1", "PATH+A", "/a"));
        EnvironmentExpander both = EnvironmentExpander.merge(outer, EnvironmentExpander.constant(Map.of("LR", "0.2", "PATH+B", "/b")));
        EnvVars env = EnvironmentExpander.getEffectiveEnvironment(new EnvVars("CUSTOM", "1"), new EnvVars("PATH", "/bin", "CUSTOM", "0"), both, null, TaskListener.NULL);
        assertThat(env).containsEntry("LR", "0.2").containsEntry("CUSTOM", "1").containsEntry("PATH", "/b:/a:/bin");
        assertThat(EnvironmentExpander.merge(null, outer)).isSameAs(outer);
    }

    @Test
    void decoratesFromTheInsideOut() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        TaskListenerDecorator merged = TaskListenerDecorator.merge(new Prefix("outer "), new Prefix("inner "));
        try (OutputStream out = merged.decorate(log)) {
            out.write('x');
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("outer inner x");
        assertThat(TaskListenerDecorator.merge(null, null)).isNull();
    }

    @Test
    void namesWhatAStepLacks() {
        assertThatThrownBy(() -> {
            throw new MissingContextVariableException(FilePath.class, null);
        }).hasMessage("Required context class hudson.FilePath is missing");
    }

    private static final class Counting extends SynchronousNonBlockingStepExecution<Void> {

        private static final long serialVersionUID = 1L;

        private int count;

        Counting(StepContext context) {
            super(context);
        }

        @Override
        protected Void run() {
            return null;
        }
    }

    private static final class Tail extends BodyExecutionCallback.TailCall {

        private static final long serialVersionUID = 1L;

        private final Exception failure;

        Tail(Exception failure) {
            this.failure = failure;
        }

        @Override
        protected void finished(StepContext context) throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static final class Prefix extends TaskListenerDecorator {

        private static final long serialVersionUID = 1L;

        private final String prefix;

        Prefix(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public OutputStream decorate(OutputStream logger) {
            return new FilterOutputStream(logger) {
                @Override
                public void write(int b) throws IOException {
                    out.write((prefix + (char) b).getBytes(StandardCharsets.UTF_8));
                }

                @Override
                public void write(byte[] bytes, int off, int len) throws IOException {
                    out.write(prefix.getBytes(StandardCharsets.UTF_8));
                    out.write(bytes, off, len);
                }
            };
        }
    }

    /** Keeps what the step told. */
    private static final class Recording extends StepContext {

        private static final long serialVersionUID = 1L;

        private final List<Object> outcomes = new CopyOnWriteArrayList<>();

        @Override
        public <T> T get(Class<T> key) {
            return null;
        }

        @Override
        public void onSuccess(Object result) {
            outcomes.add(result == null ? "nothing" : result);
        }

        @Override
        public void onFailure(Throwable t) {
            outcomes.add(t);
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
            outcomes.add(r);
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new IllegalStateException("no body");
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Recording;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
