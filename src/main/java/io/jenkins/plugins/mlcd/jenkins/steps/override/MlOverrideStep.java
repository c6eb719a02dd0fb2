package io.jenkins.plugins.mlcd.jenkins.steps.override;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.Permission;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code mlOverride(model)}: goes on when the build's gate passed, else asks a person with the permission, holding no executor. */
public final class MlOverrideStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String model;

    @DataBoundConstructor
    public MlOverrideStep(String model) {
        this.model = model;
    }

    public String getModel() {
        return model;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OverrideExecution(context, model);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        /** Named here, so that Jenkins knows the permission from its start on and offers it to be given. */
        static final Permission PERMISSION = MlcdPermissions.OVERRIDE;

        @Override
        public String getFunctionName() {
            return "mlOverride";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Ask a person where the gate did not pass";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return String.valueOf(arguments.get("model"));
        }
    }
}
