package io.jenkins.plugins.mlcd.embedded.steps;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits. */
public final class SleepStep extends Step {

    private final int time;
    private TimeUnit unit = TimeUnit.SECONDS;

    @DataBoundConstructor
    public SleepStep(int time) {
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

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, time, unit);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final int time;
        private final TimeUnit unit;
        private transient ScheduledFuture<?> alarm;

        Execution(StepContext context, int time, TimeUnit unit) {
            super(context);
            this.time = time;
            this.unit = unit;
        }

        @Override
        public boolean start() {
            alarm = Timer.get().schedule(() -> getContext().onSuccess(null), time, unit);
            return false;
        }

        @Override
        public void stop(Throwable cause) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            getContext().onFailure(cause);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("sleep", "Sleep", false);
        }
    }
}
