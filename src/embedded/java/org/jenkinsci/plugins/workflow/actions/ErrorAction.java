package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class ErrorAction implements PersistentAction {
    public ErrorAction(@NonNull Throwable error) {
    }

    @NonNull public Throwable getError() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static FlowNode findOrigin(@NonNull Throwable error, @NonNull FlowExecution execution) {
        throw new UnsupportedOperationException();
    }

    public static boolean equals(Throwable t1, Throwable t2) {
        throw new UnsupportedOperationException();
    }
}
