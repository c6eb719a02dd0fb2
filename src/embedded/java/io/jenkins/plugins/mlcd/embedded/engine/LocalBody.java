package io.jenkins.plugins.mlcd.embedded.engine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A body that was started. {@link #cancel} stops the innermost steps that run in it; when none runs, the next step that
 * starts fails with the cause. A cancellation strikes once: what {@code catch} and {@code post} do afterwards runs.
 */
final class LocalBody extends BodyExecution {

    private static final long serialVersionUID = 1L;

    private final transient LocalStepContext owner;
    private final transient Body body;
    private final transient Scope scope;
    private final transient List<BodyExecutionCallback> callbacks;
    private final String name;
    private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final transient List<LocalStepContext> running = new ArrayList<>();
    private transient Throwable pendingCancel;
    private transient Thread thread;
    private boolean cancelled;

    LocalBody(LocalStepContext owner, Body body, Scope scope, String name, List<BodyExecutionCallback> callbacks) {
        this.owner = owner;
        this.body = body;
        this.scope = scope;
        this.name = name;
        this.callbacks = List.copyOf(callbacks);
    }

    Scope scope() {
        return scope;
    }

    String name() {
        return name;
    }

    /** Runs the body on this thread, which is {@code branch}'s, and tells the callbacks. Never throws. */
    void execute(Branch branch) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        Object result = null;
        Throwable failure = null;
        try {
            for (BodyExecutionCallback callback : callbacks) {
                callback.onStart(owner);
            }
            result = branch.within(this, body);
        } catch (Throwable t) {
            failure = t;
        }
        synchronized (this) {
            thread = null;
            if (pendingCancel != null) {
                failure = failure == null || failure instanceof InterruptedException ? pendingCancel : failure;
                pendingCancel = null;
            }
            Thread.interrupted();
        }
        tell(result, failure);
    }

    private void tell(@CheckForNull Object result, @CheckForNull Throwable failure) {
        if (failure == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(failure);
        }
        owner.ended(this);
        try {
            for (BodyExecutionCallback callback : callbacks) {
                if (failure == null) {
                    callback.onSuccess(owner, result);
                } else {
                    callback.onFailure(owner, failure);
                }
            }
        } catch (RuntimeException | Error e) {
            owner.onFailure(e);
        }
    }

    /**
     * Notes that a step starts in this body.
     *
     * @throws Throwable the cause of a cancellation that came while no step ran
     */
    void enter(LocalStepContext step) throws Throwable {
        synchronized (this) {
            if (pendingCancel != null) {
                Throwable cause = pendingCancel;
                pendingCancel = null;
                Thread.interrupted();
                throw cause;
            }
            running.add(step);
        }
    }

    synchronized void leave(LocalStepContext step) {
        running.remove(step);
    }

    @Override
    public boolean cancel(Throwable cause) {
        List<LocalStepContext> steps;
        synchronized (this) {
            if (outcome.isDone()) {
                return false;
            }
            cancelled = true;
            steps = List.copyOf(running);
            if (steps.isEmpty()) {
                pendingCancel = cause;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
        steps.forEach(step -> step.stop(cause));
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(new FlowInterruptedException(Result.ABORTED, true));
    }

    @Override
    public synchronized Collection<StepExecution> getCurrentExecutions() {
        List<StepExecution> executions = new ArrayList<>();
        running.forEach(step -> executions.addAll(step.innermost()));
        return executions;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled && outcome.isDone();
    }

    @Override
    public boolean isDone() {
        return outcome.isDone();
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException, CancellationException {
        return outcome.get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(timeout, unit);
    }
}
