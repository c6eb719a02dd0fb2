package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A step that is done at once, on the Pipeline's thread. */
public abstract class SynchronousStepExecution<T> extends StepExecution {

    private static final long serialVersionUID = 1L;

    private transient volatile Thread executing;

    protected SynchronousStepExecution(@NonNull StepContext context) {
        super(context);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        executing = Thread.currentThread();
        try {
            getContext().onSuccess(run());
        } catch (Throwable t) { // any failure is the step's outcome
            getContext().onFailure(t);
        } finally {
            executing = null;
        }
        return true;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        Thread thread = executing;
        if (thread != null) {
            thread.interrupt();
        }
        super.stop(cause);
    }
}
