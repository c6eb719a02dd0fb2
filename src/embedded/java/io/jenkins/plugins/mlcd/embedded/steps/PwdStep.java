package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import io.jenkins.plugins.mlcd.embedded.script.DefaultParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The current directory, or with {@code tmp} the directory for temporary files beside the workspace. */
public final class PwdStep extends Step {

    private boolean tmp = false;

    @DataBoundConstructor
    public PwdStep() {}

    public boolean isTmp() {
        return tmp;
    }

    @DataBoundSetter
    public void setTmp(boolean tmp) {
        this.tmp = tmp;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        FilePath directory = context.get(FilePath.class);
        return tmp ? directory.sibling(directory.getName() + "@tmp").getRemote() : directory.getRemote();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor implements DefaultParameter {
        public DescriptorImpl() {
            super("pwd", "The current directory", false, FilePath.class);
        }

        @Override
        public String defaultParameter() {
            return "tmp";
        }
    }
}
