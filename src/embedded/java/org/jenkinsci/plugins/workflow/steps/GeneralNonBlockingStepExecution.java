package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.concurrent.Future;

/** A step that works piece by piece on threads of its own, perhaps with bodies between the pieces. */
public abstract class GeneralNonBlockingStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private transient volatile Future<?> task;
    private volatile String threadName;
    private transient volatile Throwable stopCause;

    protected GeneralNonBlockingStepExecution(StepContext context) {
        super(context);
    }

    /** Has {@code block} run; what it throws is the step's outcome. */
    protected final void run(Block block) {
        if (stopCause == null) {
            task = SynchronousNonBlockingStepExecution.pool().submit(() -> execute(block));
        }
    }

    private void execute(Block block) {
        threadName = Thread.currentThread().getName();
        try {
            block.run();
        } catch (Throwable t) { // any failure is the step's outcome
            failed(getContext(), t);
        } finally {
            threadName = null;
            task = null;
        }
    }

    private void failed(StepContext context, Throwable t) {
        if (stopCause == null) {
            context.onFailure(t);
        } else {
            stopCause.addSuppressed(t);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopCause = cause;
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
        super.stop(cause);
    }

    @Override
    public void onResume() {
        if (threadName != null) {
            getContext().onFailure(new SynchronousResumeNotSupportedException(getContext()));
        }
    }

    @NonNull
    @Override
    public String getStatus() {
        return threadName == null ? "not currently scheduled, or running blocks" : "running in thread: " + threadName;
    }

    @Override
    public boolean blocksRestart() {
        return threadName != null;
    }

    /** A piece of work. */
    @FunctionalInterface
    protected interface Block {
        void run() throws Exception;
    }

    /** Does a last piece of work after a body, then ends the step as the body ended. */
    protected abstract class TailCall extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        protected abstract void finished(StepContext context) throws Exception;

        @Override
        public final void onSuccess(StepContext context, Object result) {
            run(() -> {
                try {
                    finished(context);
                } catch (Exception e) {
                    failed(context, e);
                    return;
                }
                context.onSuccess(result);
            });
        }

        @Override
        public final void onFailure(StepContext context, Throwable t) {
            run(() -> {
                try {
                    finished(context);
                } catch (Exception e) {
                    t.addSuppressed(e);
                }
                context.onFailure(t);
            });
        }
    }
}
