package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.function.Consumer;

/** Knows running steps. */
public abstract class StepExecutionIterator implements ExtensionPoint {

    public abstract ListenableFuture<?> accept(Consumer<StepExecution> f);

    public static ExtensionList<StepExecutionIterator> all() {
        return ExtensionList.lookup(StepExecutionIterator.class);
    }
}
