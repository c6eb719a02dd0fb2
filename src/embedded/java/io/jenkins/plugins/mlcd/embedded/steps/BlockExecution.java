package io.jenkins.plugins.mlcd.embedded.steps;

import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs a block once in a changed context; the step ends as the block ends. */
final class BlockExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    /** Prepares the block. */
    @FunctionalInterface
    interface Preparation {
        BodyInvoker invoker(StepContext context) throws Exception;
    }

    private final transient Preparation preparation;

    BlockExecution(StepContext context, Preparation preparation) {
        super(context);
        this.preparation = preparation;
    }

    @Override
    public boolean start() throws Exception {
        preparation.invoker(getContext()).withCallback(BodyExecutionCallback.wrap(getContext())).start();
        return false;
    }
}
