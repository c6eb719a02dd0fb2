package hudson.model;

import hudson.EnvVars;
import org.kohsuke.stapler.DataBoundConstructor;

public class StringParameterValue extends ParameterValue {
    @DataBoundConstructor public StringParameterValue(String name, String value) {
        super(name);
    }

    public StringParameterValue(String name, String value, String description) {
        super(name);
    }

    public void buildEnvironment(Run<?, ?> build, EnvVars env) {
        throw new UnsupportedOperationException();
    }

    public String getValue() {
        throw new UnsupportedOperationException();
    }

    public void doTrim() {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public String getShortDescription() {
        throw new UnsupportedOperationException();
    }
}
