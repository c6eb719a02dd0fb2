package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** A process that a {@link Launcher} has started. */
public abstract class Proc {

    protected Proc() {
    }

    public abstract boolean isAlive() throws IOException, InterruptedException;

    /** Stops the process and those that it started, and waits until they have ended. */
    public abstract void kill() throws IOException, InterruptedException;

    /** Waits for the end; when the waiting thread is interrupted, the process is killed. */
    public abstract int join() throws IOException, InterruptedException;

    @CheckForNull
    public abstract InputStream getStdout();

    @CheckForNull
    public abstract InputStream getStderr();

    @CheckForNull
    public abstract OutputStream getStdin();

    /** Like {@link #join}, but kills the process when it takes longer than {@code timeout}. */
    public final int joinWithTimeout(long timeout, TimeUnit unit, TaskListener listener) throws IOException, InterruptedException {
        ScheduledFuture<?> killing = Timer.get().schedule(() -> {
            try {
                if (isAlive()) {
                    listener.error("Timeout after " + timeout + " " + unit);
                    kill();
                }
            } catch (IOException e) {
                listener.error("cannot kill the process: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, timeout, unit);
        try {
            return join();
        } finally {
            killing.cancel(false);
        }
    }
}
