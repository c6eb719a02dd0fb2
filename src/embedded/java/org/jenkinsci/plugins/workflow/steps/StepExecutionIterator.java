package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.function.Consumer;

/** Knows running steps. */
public abstract class StepExecutionIterator implements ExtensionPoint {

    /** Gives each running step to {@code f}; to be overridden. */
    public ListenableFuture<?> accept(Consumer<StepExecution> f) {
        throw new AbstractMethodError(getClass() + " must override accept");
    }

    public static ExtensionList<StepExecutionIterator> all() {
        return ExtensionList.lookup(StepExecutionIterator.class);
    }
}
