package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A parameter that is a text. */
public class StringParameterDefinition extends SimpleParameterDefinition {

    private static final long serialVersionUID = 1L;

    private String defaultValue;
    private boolean trim;

    @DataBoundConstructor
    public StringParameterDefinition(@NonNull String name) {
        super(name);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue, @CheckForNull String description, boolean trim) {
        this(name);
        setDefaultValue(defaultValue);
        setDescription(description);
        setTrim(trim);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue, @CheckForNull String description) {
        this(name, defaultValue, description, false);
    }

    public StringParameterDefinition(@NonNull String name, @CheckForNull String defaultValue) {
        this(name, defaultValue, null, false);
    }

    @Override
    public ParameterDefinition copyWithDefaultValue(ParameterValue defaultValue) {
        return defaultValue instanceof StringParameterValue value
                ? new StringParameterDefinition(getName(), value.getValue(), getDescription(), trim) : this;
    }

    @NonNull
    public String getDefaultValue() {
        return trim ? Util.fixNull(defaultValue).trim() : Util.fixNull(defaultValue);
    }

    @DataBoundSetter
    public void setDefaultValue(@CheckForNull String defaultValue) {
        this.defaultValue = Util.fixEmpty(defaultValue);
    }

    public boolean isTrim() {
        return trim;
    }

    @DataBoundSetter
    public void setTrim(boolean trim) {
        this.trim = trim;
    }

    @Override
    public StringParameterValue getDefaultParameterValue() {
        return new StringParameterValue(getName(), getDefaultValue(), getDescription());
    }

    @Override
    public ParameterValue createValue(String str) {
        return new StringParameterValue(getName(), trim ? str.trim() : str, getDescription());
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), defaultValue, trim);
    }

    @Override
    public boolean equals(Object obj) {
        return super.equals(obj) && trim == ((StringParameterDefinition) obj).trim
                && Objects.equals(defaultValue, ((StringParameterDefinition) obj).defaultValue);
    }
}
