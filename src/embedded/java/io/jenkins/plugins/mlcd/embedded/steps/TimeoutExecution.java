package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.console.ConsoleLogFilter;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.progress.Times;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The clock of one {@link TimeoutStep}. */
final class TimeoutExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final transient TimeoutStep step;
    private transient volatile BodyExecution body;
    private transient volatile ScheduledFuture<?> alarm;

    TimeoutExecution(StepContext context, TimeoutStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        BodyInvoker invoker = getContext().newBodyInvoker().withCallback(new BodyExecutionCallback.TailCall() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void finished(StepContext context) {
                alarm.cancel(false);
            }
        });
        if (step.isActivity()) {
            invoker.withContext(BodyInvoker.mergeConsoleLogFilters(getContext().get(ConsoleLogFilter.class), new Activity()));
        }
        String limit = Times.text(Duration.of(step.getTime(), step.getUnit().toChronoUnit()));
        getContext().get(TaskListener.class).getLogger()
                .println("Timeout after " + limit + (step.isActivity() ? " without output" : ""));
        arm();
        body = invoker.start();
        return false;
    }

    private void arm() {
        alarm = Timer.get().schedule(this::expire, step.getTime(), step.getUnit());
    }

    private void expire() {
        try {
            getContext().get(TaskListener.class).getLogger().println("Stopping nested steps due to timeout");
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
        body.cancel(new FlowInterruptedException(Result.ABORTED, true, new Exceeded(step.getTime(), step.getUnit())));
    }

    /** Starts the clock again with every byte that is written. */
    private final class Activity extends ConsoleLogFilter {
        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return new FilterOutputStream(logger) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                    if (alarm.cancel(false)) {
                        arm();
                    }
                }
            };
        }
    }

    /** Why the block was stopped. */
    static final class Exceeded extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final long time;
        private final TimeUnit unit;

        Exceeded(long time, TimeUnit unit) {
            this.time = time;
            this.unit = unit;
        }

        @Override
        public String getShortDescription() {
            return "Timeout of " + Times.text(Duration.of(time, unit.toChronoUnit())) + " has been exceeded";
        }
    }
}
