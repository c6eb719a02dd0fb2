package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

public class ParametersDefinitionProperty implements Action {
    @DataBoundConstructor public ParametersDefinitionProperty(@NonNull List<ParameterDefinition> parameterDefinitions) {
    }

    public ParametersDefinitionProperty(@NonNull ParameterDefinition... parameterDefinitions) {
    }

    public final String getBuildButtonText() {
        throw new UnsupportedOperationException();
    }

    public List<ParameterDefinition> getParameterDefinitions() {
        throw new UnsupportedOperationException();
    }

    public List<String> getParameterDefinitionNames() {
        throw new UnsupportedOperationException();
    }

    @NonNull public Collection<Action> getJobActions(Job<?, ?> job) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public ParameterDefinition getParameterDefinition(String name) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
