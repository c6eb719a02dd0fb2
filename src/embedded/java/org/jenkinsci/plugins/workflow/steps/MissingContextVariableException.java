package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

public class MissingContextVariableException extends Exception {
    public MissingContextVariableException(@NonNull Class<?> type, @CheckForNull StepDescriptor d) {
    }

    public Class<?> getType() {
        throw new UnsupportedOperationException();
    }

    public String getMessage() {
        throw new UnsupportedOperationException();
    }

    @NonNull public List<StepDescriptor> getProviders() {
        throw new UnsupportedOperationException();
    }
}
