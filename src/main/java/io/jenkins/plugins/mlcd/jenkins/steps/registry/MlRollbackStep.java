package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code mlRollback(model)}: puts the predecessor of the version in production back, in the registry and on a target. */
public final class MlRollbackStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String model;

    @CheckForNull
    private String target;

    @CheckForNull
    private String to;

    private String reason = "";

    @CheckForNull
    private String by;

    @DataBoundConstructor
    public MlRollbackStep(String model) {
        this.model = model;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new RollbackExecution(context, this);
    }

    public String getModel() {
        return model;
    }

    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(@CheckForNull String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    @CheckForNull
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason);
    }

    /** Who decided; nobody but the Pipeline when it is null. */
    @CheckForNull
    public String getBy() {
        return by;
    }

    @DataBoundSetter
    public void setBy(@CheckForNull String by) {
        this.by = Util.fixEmptyAndTrim(by);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlRollback";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Roll a model back to its predecessor";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
