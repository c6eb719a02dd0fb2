package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import io.jenkins.plugins.mlcd.embedded.job.JobSettings;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** Sets the properties of the job from a script: parameters, triggers, and options that one machine has no use for. */
public final class PropertiesStep extends Step {

    private final List<Object> properties;

    @DataBoundConstructor
    public PropertiesStep(List<Object> properties) {
        this.properties = properties;
    }

    public List<Object> getProperties() {
        return properties;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        PipelineBuild build = context.get(Branch.class).build();
        JobSettings.properties(build, properties, context.get(TaskListener.class));
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("properties", "Set job properties", false, Branch.class, TaskListener.class);
        }
    }
}
