package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.Collection;
import java.util.concurrent.Future;

/** The running body of a step. */
public abstract class BodyExecution implements Future<Object>, Serializable {

    private static final long serialVersionUID = 1L;

    /** The innermost running steps. */
    public abstract Collection<StepExecution> getCurrentExecutions();

    /** Stops the body, which then fails with {@code t}; whether it was still running. To be overridden. */
    public boolean cancel(Throwable t) {
        throw new AbstractMethodError(getClass() + " must override cancel");
    }
}
