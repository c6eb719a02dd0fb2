package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.TaskListener;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs its block again while it fails, up to {@code count} times in all; an interruption is no failure. */
public final class RetryStep extends Step {

    private final int count;
    private List<?> conditions;

    @DataBoundConstructor
    public RetryStep(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, but is " + count);
        }
        this.count = count;
    }

    public int getCount() {
        return count;
    }

    /** Conditions that speak of lost agents; there are none on one machine, so every failure is retried. */
    public List<?> getConditions() {
        return conditions;
    }

    @DataBoundSetter
    public void setConditions(List<?> conditions) {
        this.conditions = conditions;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, count);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final int count;

        Execution(StepContext context, int count) {
            super(context);
            this.count = count;
        }

        @Override
        public boolean start() {
            getContext().newBodyInvoker().withCallback(new Again(count)).start();
            return false;
        }
    }

    private static final class Again extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private int left;

        Again(int left) {
            this.left = left;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            context.onSuccess(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            left--;
            if (left <= 0 || t instanceof FlowInterruptedException stop && stop.isActualInterruption()) {
                context.onFailure(t);
                return;
            }
            try {
                TaskListener listener = context.get(TaskListener.class);
                listener.getLogger().println("ERROR: " + t.getMessage());
                listener.getLogger().println("Retrying");
            } catch (Exception e) {
                t.addSuppressed(e);
            }
            context.newBodyInvoker().withCallback(this).start();
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("retry", "Retry the block", true, TaskListener.class);
        }
    }
}
