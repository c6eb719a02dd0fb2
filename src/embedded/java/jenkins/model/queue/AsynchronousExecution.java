package jenkins.model.queue;

/** Thrown by an executable that goes on without its thread. Builds of the embedded host never do. */
public abstract class AsynchronousExecution extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected AsynchronousExecution() {
    }

    public abstract void interrupt(boolean forShutdown);

    public abstract boolean blocksRestart();

    public abstract boolean displayCell();
}
