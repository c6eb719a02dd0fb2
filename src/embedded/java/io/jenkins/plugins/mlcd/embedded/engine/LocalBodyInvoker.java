package io.jenkins.plugins.mlcd.embedded.engine;

import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** Prepares one run of a step's body. */
final class LocalBodyInvoker extends BodyInvoker {

    private final LocalStepContext owner;
    private final Body body;
    private final List<BodyExecutionCallback> callbacks = new ArrayList<>();
    private Scope scope;
    private String name = "";

    LocalBodyInvoker(LocalStepContext owner, Body body) {
        this.owner = owner;
        this.body = body;
        this.scope = owner.scope();
    }

    @Override
    public BodyInvoker withContext(Object override) {
        scope = scope.with(override);
        return this;
    }

    @Override
    public BodyInvoker withDisplayName(String displayName) {
        this.name = displayName == null ? "" : displayName;
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback callback) {
        callbacks.add(callback);
        return this;
    }

    @Override
    public BodyExecution start() {
        LocalBody started = new LocalBody(owner, body, scope, name, callbacks);
        owner.launch(started);
        return started;
    }
}
