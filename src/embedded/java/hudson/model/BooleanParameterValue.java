package hudson.model;

import hudson.EnvVars;
import org.kohsuke.stapler.DataBoundConstructor;

public class BooleanParameterValue extends ParameterValue {
    public final boolean value;
    @DataBoundConstructor public BooleanParameterValue(String name, boolean value) {
        super(name);
        this.value = value;
    }

    public BooleanParameterValue(String name, boolean value, String description) {
        super(name);
        this.value = value;
    }

    public Boolean getValue() {
        throw new UnsupportedOperationException();
    }

    public void buildEnvironment(Run<?, ?> build, EnvVars env) {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object o) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
