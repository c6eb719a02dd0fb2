package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Label;
import hudson.model.Queue;
import java.io.IOException;

public interface SubTask {
    default Label getAssignedLabel() {
        throw new UnsupportedOperationException();
    }

    default long getEstimatedDuration() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull Queue.Executable createExecutable() throws IOException;

    @NonNull default Queue.Task getOwnerTask() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull default Queue.Executable getOwnerExecutable() {
        throw new UnsupportedOperationException();
    }

    default Object getSameNodeConstraint() {
        throw new UnsupportedOperationException();
    }

    default String getUrl() {
        throw new UnsupportedOperationException();
    }
}
