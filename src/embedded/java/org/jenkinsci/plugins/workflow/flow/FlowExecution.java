package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Result;
import java.io.IOException;
import jenkins.model.CauseOfInterruption;

/** A running Pipeline as a graph of nodes. The embedded host keeps no such graph. */
public abstract class FlowExecution {

    public abstract void start() throws IOException;

    public abstract FlowExecutionOwner getOwner();

    public abstract void interrupt(Result r, CauseOfInterruption... causes) throws IOException, InterruptedException;

    public boolean isComplete() {
        return false;
    }
}
