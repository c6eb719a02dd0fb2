package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.model.queue.SubTask;
import java.io.Serializable;

public abstract class ParameterValue implements Serializable {
    protected final String name = null;
    protected ParameterValue(String name, String description) {
    }

    protected ParameterValue(String name) {
    }

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public void setDescription(String description) {
        throw new UnsupportedOperationException();
    }

    public final String getName() {
        throw new UnsupportedOperationException();
    }

    public void buildEnvironment(Run<?, ?> build, EnvVars env) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }

    public boolean isSensitive() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public Object getValue() {
        throw new UnsupportedOperationException();
    }

    public Label getAssignedLabel(SubTask task) {
        throw new UnsupportedOperationException();
    }
}
