package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running step. It is saved with the build, so its fields must be serialisable or transient. */
public abstract class StepExecution implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StepContext context;

    protected StepExecution(@NonNull StepContext context) {
        this.context = Objects.requireNonNull(context, "context");
    }

    @NonNull
    public StepContext getContext() {
        return context;
    }

    /** @return true when the step is done and has told its outcome, false when it will tell it later */
    public abstract boolean start() throws Exception;

    /** Stops the step, which then fails with {@code cause}. */
    public void stop(@NonNull Throwable cause) throws Exception {
        getContext().onFailure(cause);
    }

    /** Called after a restart of Jenkins. */
    public void onResume() {
        // most steps have nothing to arm again
    }

    @CheckForNull
    public String getStatus() {
        return null;
    }

    public boolean blocksRestart() {
        return false;
    }

    @CheckForNull
    public final String getStatusBounded(long timeout, TimeUnit unit) {
        return getStatus();
    }

    /** Gives every running step of that type to {@code c}. */
    public static <T extends StepExecution> ListenableFuture<?> acceptAll(Class<T> type, Consumer<T> c) {
        return acceptAll(e -> {
            if (type.isInstance(e)) {
                c.accept(type.cast(e));
            }
        });
    }

    public static ListenableFuture<?> acceptAll(Consumer<StepExecution> c) {
        return Futures.successfulAsList(StepExecutionIterator.all().stream().<ListenableFuture<?>>map(i -> i.accept(c)).toList());
    }
}
