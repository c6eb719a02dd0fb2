package org.jenkinsci.plugins.workflow.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Queue;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;

/** Who a running Pipeline belongs to. */
public abstract class FlowExecutionOwner implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws IOException when there is no execution that can be shown */
    @NonNull
    public abstract FlowExecution get() throws IOException;

    @CheckForNull
    public FlowExecution getOrNull() {
        try {
            return get();
        } catch (IOException e) {
            return null;
        }
    }

    public abstract File getRootDir() throws IOException;

    public abstract Queue.Executable getExecutable() throws IOException;

    public abstract String getUrl() throws IOException;

    @Override
    public abstract boolean equals(Object o);

    @Override
    public abstract int hashCode();

    @NonNull
    public TaskListener getListener() throws IOException {
        return TaskListener.NULL;
    }

    /** A build that is a Pipeline. */
    public interface Executable extends Queue.Executable {

        @CheckForNull
        FlowExecutionOwner asFlowExecutionOwner();
    }
}
