package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** The parameters that a job takes. */
public class ParametersDefinitionProperty extends JobProperty<Job<?, ?>> implements Action {

    private final List<ParameterDefinition> parameterDefinitions;

    @DataBoundConstructor
    public ParametersDefinitionProperty(@NonNull List<ParameterDefinition> parameterDefinitions) {
        this.parameterDefinitions = new ArrayList<>(parameterDefinitions);
    }

    public ParametersDefinitionProperty(@NonNull ParameterDefinition... parameterDefinitions) {
        this(Arrays.asList(parameterDefinitions));
    }

    public List<ParameterDefinition> getParameterDefinitions() {
        return Collections.unmodifiableList(parameterDefinitions);
    }

    public List<String> getParameterDefinitionNames() {
        return parameterDefinitions.stream().map(ParameterDefinition::getName).toList();
    }

    @CheckForNull
    public ParameterDefinition getParameterDefinition(String name) {
        return parameterDefinitions.stream().filter(p -> p.getName().equals(name)).findFirst().orElse(null);
    }

    @NonNull
    @Override
    public Collection<Action> getJobActions(Job<?, ?> job) {
        return List.of(this);
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
