package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A step that works on a thread of its own, which is interrupted when the step is stopped. */
public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final ExecutorService POOL = Executors.newCachedThreadPool(
            new NamingThreadFactory(new DaemonThreadFactory(), SynchronousNonBlockingStepExecution.class.getName()));

    private transient volatile Future<?> task;
    private transient volatile String threadName;
    private transient volatile Throwable stopCause;

    protected SynchronousNonBlockingStepExecution(@NonNull StepContext context) {
        super(context);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        task = pool().submit(this::execute);
        return false;
    }

    private void execute() {
        threadName = Thread.currentThread().getName();
        try {
            getContext().onSuccess(run());
        } catch (Throwable t) { // any failure is the step's outcome
            if (stopCause == null) {
                getContext().onFailure(t);
            } else {
                stopCause.addSuppressed(t);
            }
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (task != null) {
            stopCause = cause;
            task.cancel(true);
        }
        super.stop(cause);
    }

    @Override
    public void onResume() {
        getContext().onFailure(new SynchronousResumeNotSupportedException(getContext()));
    }

    @NonNull
    @Override
    public String getStatus() {
        return threadName == null ? "not yet scheduled" : "running in thread: " + threadName;
    }

    @Override
    public boolean blocksRestart() {
        return threadName != null;
    }

    static ExecutorService pool() {
        return POOL;
    }
}
