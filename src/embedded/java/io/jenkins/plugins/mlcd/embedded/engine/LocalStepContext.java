package io.jenkins.plugins.mlcd.embedded.engine;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One call of a step. The branch's thread starts it and then waits here, running the bodies that the step launches, until
 * someone, on whatever thread, says how it ended. The first word counts.
 */
public final class LocalStepContext extends StepContext {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(LocalStepContext.class.getName());

    private final transient Branch branch;
    private final transient StepDescriptor descriptor;
    private final transient Scope scope;
    private final transient LocalBody around;
    private final transient Body body;
    private final transient BlockingQueue<LocalBody> head = new LinkedBlockingQueue<>();
    private final transient List<LocalBody> active = new ArrayList<>();
    private transient List<LocalBody> duringStart = new ArrayList<>();
    private transient StepExecution execution;
    private transient boolean ended;
    private transient Object result;
    private transient Throwable failure;

    LocalStepContext(Branch branch, StepDescriptor descriptor, @CheckForNull Body body) {
        this.branch = branch;
        this.descriptor = descriptor;
        this.scope = branch.scope();
        this.around = branch.body();
        this.body = body;
    }

    /** Runs the step to its end on this thread. */
    Object run(StepExecution started) throws Throwable {
        synchronized (this) {
            execution = started;
        }
        if (around != null) {
            around.enter(this);
        }
        try {
            startNow();
            LocalBody next = await();
            while (next != null) {
                next.execute(branch);
                next = await();
            }
        } finally {
            if (around != null) {
                around.leave(this);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    private void startNow() {
        try {
            if (!hasEnded()) {
                execution.start();
            }
        } catch (Throwable t) {
            onFailure(t);
        }
        List<LocalBody> collected;
        synchronized (this) {
            collected = duringStart;
            duringStart = null;
        }
        if (collected.size() == 1) {
            head.add(collected.get(0));
            wake();
        } else {
            collected.forEach(this::fork);
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void fork(LocalBody each) {
        Branch forked = branch.fork(each.name(), each.scope(), each);
        Thread thread = new Thread(() -> runFork(forked, each), "branch " + forked.name());
        thread.setDaemon(true);
        thread.start();
    }

    private static void runFork(Branch forked, LocalBody each) {
        try {
            forked.attach(() -> {
                each.execute(forked);
                return null;
            });
        } catch (Exception e) {
            throw new IllegalStateException("a body's run never throws", e);
        }
    }

    /** The next body for this head, or null when the step and all that it launched have ended. */
    @CheckForNull
    private synchronized LocalBody await() {
        while (true) {
            LocalBody next = head.poll();
            if (next != null) {
                return next;
            }
            if (ended && active.isEmpty()) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interruptedWhileWaiting(e);
            }
        }
    }

    /** Someone interrupted the branch's thread directly: the step is stopped as it would be by an abort. */
    private void interruptedWhileWaiting(InterruptedException e) {
        Thread.interrupted();
        Thread stopper = new Thread(() -> stop(e), "stop " + descriptor.getFunctionName());
        stopper.setDaemon(true);
        stopper.start();
    }

    void launch(LocalBody started) {
        synchronized (this) {
            active.add(started);
            if (duringStart != null) {
                duringStart.add(started);
                return;
            }
            head.add(started);
        }
        wake();
    }

    synchronized void ended(LocalBody finished) {
        active.remove(finished);
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Stops the innermost steps in this step's bodies, or this step when it runs none. */
    void stop(Throwable cause) {
        List<LocalBody> bodies;
        StepExecution target;
        synchronized (this) {
            bodies = List.copyOf(active);
            target = execution;
        }
        if (!bodies.isEmpty()) {
            bodies.forEach(each -> each.cancel(cause));
            return;
        }
        try {
            target.stop(cause);
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, "could not stop " + descriptor.getFunctionName(), e);
            onFailure(cause);
        }
    }

    /** The executions that run at the bottom of this step: its bodies' steps, or itself. */
    List<StepExecution> innermost() {
        List<StepExecution> executions = new ArrayList<>();
        List<LocalBody> bodies;
        synchronized (this) {
            bodies = List.copyOf(active);
        }
        bodies.forEach(each -> executions.addAll(each.getCurrentExecutions()));
        return executions.isEmpty() ? List.of(execution) : executions;
    }

    Scope scope() {
        return scope;
    }

    public Branch branch() {
        return branch;
    }

    public StepDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException, InterruptedException {
        return ContextValues.get(branch, scope, this, key);
    }

    @Override
    public void onSuccess(@CheckForNull Object value) {
        end(value, null);
    }

    @Override
    public void onFailure(Throwable t) {
        end(null, t);
    }

    private synchronized void end(@CheckForNull Object value, @CheckForNull Throwable t) {
        if (ended) {
            return;
        }
        ended = true;
        result = value;
        failure = t;
        notifyAll();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Nothing has to be saved: a build that was killed runs its Jenkinsfile again from the top, and each step reads its record. */
    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result r) {
        branch.build().worsen(r);
    }

    @Override
    public boolean hasBody() {
        return body != null;
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (body == null) {
            throw new IllegalStateException("there is no body to invoke");
        }
        return new LocalBodyInvoker(this, body);
    }

    /** For {@code parallel}, which has several bodies and none of its own. */
    public BodyInvoker newBodyInvoker(Body each) {
        return new LocalBodyInvoker(this, each);
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
