package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Deletes what is in the current directory; patterns are not supported here and are refused. */
public final class CleanWsStep extends Step {

    private boolean deleteDirs = true;
    private boolean notFailBuild = false;
    private boolean disableDeferredWipeout = false;

    @DataBoundConstructor
    public CleanWsStep() {}

    public boolean isDeleteDirs() {
        return deleteDirs;
    }

    public boolean isNotFailBuild() {
        return notFailBuild;
    }

    public boolean isDisableDeferredWipeout() {
        return disableDeferredWipeout;
    }

    @DataBoundSetter
    public void setDeleteDirs(boolean deleteDirs) {
        this.deleteDirs = deleteDirs;
    }

    @DataBoundSetter
    public void setNotFailBuild(boolean notFailBuild) {
        this.notFailBuild = notFailBuild;
    }

    @DataBoundSetter
    public void setDisableDeferredWipeout(boolean disableDeferredWipeout) {
        this.disableDeferredWipeout = disableDeferredWipeout;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        context.get(FilePath.class).deleteContents();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("cleanWs", "Empty the workspace", false, FilePath.class);
        }
    }
}
