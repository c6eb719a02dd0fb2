package org.jenkinsci.plugins.workflow.steps;

/** The usual base class of steps that do not end at once. */
public abstract class AbstractStepExecutionImpl extends StepExecution {

    private static final long serialVersionUID = 1L;

    protected AbstractStepExecutionImpl(StepContext context) {
        super(context);
    }
}
