package io.jenkins.plugins.mlcd.embedded.steps;

import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Stops its block after a time, or after a time without a line in the log. */
public final class TimeoutStep extends Step {

    private final int time;
    private TimeUnit unit = TimeUnit.MINUTES;
    private boolean activity;

    @DataBoundConstructor
    public TimeoutStep(int time) {
        this.time = time;
    }

    public int getTime() {
        return time;
    }

    public TimeUnit getUnit() {
        return unit;
    }

    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    public boolean isActivity() {
        return activity;
    }

    @DataBoundSetter
    public void setActivity(boolean activity) {
        this.activity = activity;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new TimeoutExecution(context, this);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("timeout", "Enforce a time limit", true, hudson.model.TaskListener.class);
        }
    }
}
