package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Turns an error of its block into UNSTABLE and goes on. */
public final class WarnErrorStep extends Step {

    private final String message;
    private boolean catchInterruptions = true;

    @DataBoundConstructor
    public WarnErrorStep(String message) {
        this.message = message;
    }

    public String getMessage() {
        return message;
    }

    public boolean isCatchInterruptions() {
        return catchInterruptions;
    }

    @DataBoundSetter
    public void setCatchInterruptions(boolean catchInterruptions) {
        this.catchInterruptions = catchInterruptions;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new CatchExecution(context, "UNSTABLE", message, catchInterruptions);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("warnError", "Catch an error and be unstable", true, Run.class, TaskListener.class);
        }
    }
}
