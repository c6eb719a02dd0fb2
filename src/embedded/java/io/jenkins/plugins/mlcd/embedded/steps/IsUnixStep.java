package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.Launcher;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** True on Unix. */
public final class IsUnixStep extends Step {

    @DataBoundConstructor
    public IsUnixStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        return context.get(Launcher.class).isUnix();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("isUnix", "Whether the node runs Unix", false, Launcher.class);
        }
    }
}
