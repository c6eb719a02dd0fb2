package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.DescriptorExtensionList;
import hudson.ExtensionPoint;
import java.io.Serializable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class ParameterDefinition implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {
    protected ParameterDefinition(@NonNull String name) {
    }

    public ParameterDefinition copyWithDefaultValue(ParameterValue defaultValue) {
        throw new UnsupportedOperationException();
    }

    public String getType() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String getDescription() {
        throw new UnsupportedOperationException();
    }

    @DataBoundSetter public void setDescription(@CheckForNull String description) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String getFormattedDescription() {
        throw new UnsupportedOperationException();
    }

    @NonNull public ParameterDefinition.ParameterDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public ParameterValue createValue(StaplerRequest2 req, JSONObject jo) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public ParameterValue createValue(StaplerRequest2 req) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public ParameterValue getDefaultParameterValue() {
        throw new UnsupportedOperationException();
    }

    public boolean isValid(ParameterValue value) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }

    public static DescriptorExtensionList<ParameterDefinition, ParameterDefinition.ParameterDescriptor> all() {
        throw new UnsupportedOperationException();
    }

    public abstract static class ParameterDescriptor extends Descriptor<ParameterDefinition> {
        protected ParameterDescriptor(Class<? extends ParameterDefinition> klazz) {
        }

        protected ParameterDescriptor() {
        }

        public String getValuePage() {
            throw new UnsupportedOperationException();
        }

        @NonNull public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

    }
}
