package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Queue;
import java.io.IOException;

/** What an executor is given. */
public interface SubTask {

    /** The usual duration in milliseconds, or -1. */
    default long getEstimatedDuration() {
        return -1;
    }

    @CheckForNull
    Queue.Executable createExecutable() throws IOException;

    @NonNull
    default Queue.Task getOwnerTask() {
        return (Queue.Task) this;
    }
}
