package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs its block until it returns true, waiting a little longer after each try, 15 seconds at most. */
public final class WaitUntilStep extends Step {

    private static final long LONGEST_MILLIS = 15_000;

    private long initialRecurrencePeriod = 250;
    private boolean quiet;

    @DataBoundConstructor
    public WaitUntilStep() {}

    public long getInitialRecurrencePeriod() {
        return initialRecurrencePeriod;
    }

    /** @param millis between the first two tries */
    @DataBoundSetter
    public void setInitialRecurrencePeriod(long millis) {
        this.initialRecurrencePeriod = millis;
    }

    public boolean isQuiet() {
        return quiet;
    }

    @DataBoundSetter
    public void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, initialRecurrencePeriod);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private long waitMillis;
        private transient volatile ScheduledFuture<?> alarm;

        Execution(StepContext context, long waitMillis) {
            super(context);
            this.waitMillis = waitMillis;
        }

        @Override
        public boolean start() {
            ask();
            return false;
        }

        private void ask() {
            getContext().newBodyInvoker().withCallback(new Answer(this)).start();
        }

        private void answered(Object answer) {
            if (!(answer instanceof Boolean done)) {
                getContext().onFailure(new AbortException("waitUntil: the block must return true or false, but returned " + answer));
            } else if (done) {
                getContext().onSuccess(null);
            } else {
                alarm = Timer.get().schedule(this::ask, waitMillis, TimeUnit.MILLISECONDS);
                waitMillis = Math.min(LONGEST_MILLIS, waitMillis + waitMillis / 5 + 1);
            }
        }

        @Override
        public void stop(Throwable cause) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            getContext().onFailure(cause);
        }
    }

    private static final class Answer extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final Execution execution;

        Answer(Execution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.answered(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            context.onFailure(t);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("waitUntil", "Wait for a condition", true);
        }
    }
}
