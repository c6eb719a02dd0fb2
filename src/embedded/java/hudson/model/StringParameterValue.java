package hudson.model;

import hudson.EnvVars;
import java.util.Locale;
import java.util.Objects;
import org.kohsuke.stapler.DataBoundConstructor;

/** The value of a parameter as text; an environment variable of the build. */
public class StringParameterValue extends ParameterValue {

    private static final long serialVersionUID = 1L;

    private final String value;

    @DataBoundConstructor
    public StringParameterValue(String name, String value) {
        this(name, value, null);
    }

    public StringParameterValue(String name, String value, String description) {
        super(name, description);
        this.value = Objects.requireNonNullElse(value, "");
    }

    @Override
    public void buildEnvironment(Run<?, ?> build, EnvVars env) {
        env.put(name, value);
        env.put(name.toUpperCase(Locale.ENGLISH), value);
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + value.hashCode();
    }

    @Override
    public boolean equals(Object obj) {
        return super.equals(obj) && value.equals(((StringParameterValue) obj).value);
    }

    @Override
    public String toString() {
        return "(StringParameterValue) " + getName() + "='" + value + "'";
    }

    @Override
    public String getShortDescription() {
        return name + "=" + value;
    }
}
