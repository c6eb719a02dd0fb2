package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

public class StringParameterDefinition extends SimpleParameterDefinition {
    @DataBoundConstructor public StringParameterDefinition(@NonNull String name) {
        super(name);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue, @CheckForNull String description, boolean trim) {
        super(name);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue, @CheckForNull String description) {
        super(name);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue) {
        super(name);
    }

    public ParameterDefinition copyWithDefaultValue(ParameterValue defaultValue) {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getDefaultValue() {
        throw new UnsupportedOperationException();
    }

    @DataBoundSetter public void setDefaultValue(@CheckForNull String defaultValue) {
        throw new UnsupportedOperationException();
    }

    public boolean isTrim() {
        throw new UnsupportedOperationException();
    }

    @DataBoundSetter public void setTrim(boolean trim) {
        throw new UnsupportedOperationException();
    }

    public StringParameterValue getDefaultParameterValue() {
        throw new UnsupportedOperationException();
    }

    public ParameterValue createValue(StaplerRequest2 req, JSONObject jo) {
        throw new UnsupportedOperationException();
    }

    public ParameterValue createValue(String str) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }
}
