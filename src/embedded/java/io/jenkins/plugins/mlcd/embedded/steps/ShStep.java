package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs a script with {@code sh -xe}, or with the interpreter that its first line names. */
public final class ShStep extends Step {

    private final String script;
    private boolean returnStdout;
    private boolean returnStatus;
    private String encoding = "UTF-8";
    private String label = "";

    @DataBoundConstructor
    public ShStep(String script) {
        this.script = script;
    }

    public String getScript() {
        return script;
    }

    public boolean isReturnStdout() {
        return returnStdout;
    }

    @DataBoundSetter
    public void setReturnStdout(boolean returnStdout) {
        this.returnStdout = returnStdout;
    }

    public boolean isReturnStatus() {
        return returnStatus;
    }

    @DataBoundSetter
    public void setReturnStatus(boolean returnStatus) {
        this.returnStatus = returnStatus;
    }

    public String getEncoding() {
        return encoding;
    }

    @DataBoundSetter
    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = label;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ShExecution(context, this);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("sh", "Shell script", false, FilePath.class, EnvVars.class, TaskListener.class);
        }
    }
}
