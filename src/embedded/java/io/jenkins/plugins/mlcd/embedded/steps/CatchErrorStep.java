package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Turns an error of its block into a result of the build and goes on. */
public final class CatchErrorStep extends Step {

    private String buildResult = "FAILURE";
    private String stageResult;
    private String message = "";
    private boolean catchInterruptions = true;

    @DataBoundConstructor
    public CatchErrorStep() {}

    public String getBuildResult() {
        return buildResult;
    }

    /** @param result what the build becomes, SUCCESS for no change */
    @DataBoundSetter
    public void setBuildResult(String result) {
        this.buildResult = CatchExecution.requireResult("buildResult", result);
    }

    public String getStageResult() {
        return stageResult == null ? buildResult : stageResult;
    }

    /** @param result what the stage is shown as */
    @DataBoundSetter
    public void setStageResult(String result) {
        this.stageResult = CatchExecution.requireResult("stageResult", result);
    }

    public String getMessage() {
        return message;
    }

    @DataBoundSetter
    public void setMessage(String message) {
        this.message = message;
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
        return new CatchExecution(context, buildResult, message, catchInterruptions);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("catchError", "Catch an error and set the result", true, Run.class, TaskListener.class);
        }
    }
}
