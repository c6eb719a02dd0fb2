package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.DescriptorExtensionList;
import hudson.ExtensionPoint;
import hudson.Util;
import java.io.Serializable;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundSetter;

/** A parameter that a job takes. */
public abstract class ParameterDefinition implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private String description;

    protected ParameterDefinition(@NonNull String name) {
        if (Util.fixEmptyAndTrim(name) == null) {
            throw new IllegalArgumentException("a parameter needs a name");
        }
        this.name = name;
    }

    public ParameterDefinition copyWithDefaultValue(ParameterValue defaultValue) {
        return this;
    }

    public String getType() {
        return getClass().getSimpleName();
    }

    @NonNull
    public String getName() {
        return name;
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(@CheckForNull String description) {
        this.description = Util.fixEmpty(description);
    }

    @NonNull
    @Override
    public ParameterDescriptor getDescriptor() {
        return (ParameterDescriptor) Jenkins.get().getDescriptorOrDie(getClass());
    }

    @CheckForNull
    public ParameterValue getDefaultParameterValue() {
        return null;
    }

    public boolean isValid(ParameterValue value) {
        return true;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, description);
    }

    @Override
    public boolean equals(Object obj) {
        return obj != null && getClass() == obj.getClass() && name.equals(((ParameterDefinition) obj).name)
                && Objects.equals(description, ((ParameterDefinition) obj).description);
    }

    public static DescriptorExtensionList<ParameterDefinition, ParameterDescriptor> all() {
        return DescriptorExtensionList.createDescriptorList(Jenkins.getInstanceOrNull(), ParameterDefinition.class);
    }

    /** Descriptor of a kind of parameter. */
    public abstract static class ParameterDescriptor extends Descriptor<ParameterDefinition> {

        protected ParameterDescriptor(Class<? extends ParameterDefinition> klazz) {
            super(klazz);
        }

        protected ParameterDescriptor() {
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Parameter";
        }
    }
}
