package jenkins.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Executor;

public abstract class AsynchronousExecution extends RuntimeException {
    protected AsynchronousExecution() {
    }

    public abstract void interrupt(boolean forShutdown);

    public abstract boolean blocksRestart();

    public abstract boolean displayCell();

    @CheckForNull public final Executor getExecutor() {
        throw new UnsupportedOperationException();
    }

    public final void completed(@CheckForNull Throwable error) {
        throw new UnsupportedOperationException();
    }
}
