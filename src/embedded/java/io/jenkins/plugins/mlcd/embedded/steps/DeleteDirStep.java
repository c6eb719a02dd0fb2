package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** Deletes the current directory with all that is in it. */
public final class DeleteDirStep extends Step {

    @DataBoundConstructor
    public DeleteDirStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        context.get(FilePath.class).deleteRecursive();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("deleteDir", "Delete the current directory", false, FilePath.class);
        }
    }
}
