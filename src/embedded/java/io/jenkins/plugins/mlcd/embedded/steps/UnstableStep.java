package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** Sets the result UNSTABLE and says why; the stage goes on. */
public final class UnstableStep extends Step {

    private final String message;

    @DataBoundConstructor
    public UnstableStep(String message) {
        this.message = message;
    }

    public String getMessage() {
        return message;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        context.get(TaskListener.class).getLogger().println("WARNING: " + message);
        context.get(Run.class).setResult(Result.UNSTABLE);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("unstable", "Make the build unstable", false, Run.class, TaskListener.class);
        }
    }
}
