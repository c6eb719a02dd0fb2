package io.jenkins.plugins.mlcd.embedded.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.embedded.engine.LocalStepContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits for all branches. The first failure is thrown, one that is no interruption before one that is; the others hang on it. */
final class ParallelExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final transient ParallelStep step;
    private final transient Map<String, Object> results = new LinkedHashMap<>();
    private final transient Map<String, BodyExecution> running = new LinkedHashMap<>();
    private transient Throwable failure;
    private transient String failedFirst;
    private transient int open;

    ParallelExecution(StepContext context, ParallelStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public synchronized boolean start() {
        if (step.branches().isEmpty()) {
            getContext().onSuccess(results);
            return true;
        }
        open = step.branches().size();
        LocalStepContext context = (LocalStepContext) getContext();
        step.branches().forEach((name, body) -> running.put(name,
                context.newBodyInvoker(body).withDisplayName(name).withCallback(new Branch(name)).start()));
        return false;
    }

    private void ended(String name, @CheckForNull Object result, @CheckForNull Throwable thrown) {
        Map<String, BodyExecution> others = Map.of();
        synchronized (this) {
            running.remove(name);
            results.put(name, result);
            if (thrown != null && failure == null) {
                failedFirst = name;
                others = step.failFast() ? new LinkedHashMap<>(running) : others;
            }
            failure = combine(failure, thrown);
            open--;
        }
        others.values().forEach(other -> other.cancel(ParallelStep.FailFast.because(name)));
        finishWhenAllEnded();
    }

    private synchronized void finishWhenAllEnded() {
        if (open > 0) {
            return;
        }
        if (failure == null) {
            getContext().onSuccess(results);
        } else {
            getContext().onFailure(failure);
        }
    }

    /** Name of the branch that failed first. */
    @Override
    public synchronized String getStatus() {
        return failedFirst == null ? null : "branch '" + failedFirst + "' failed";
    }

    private static Throwable combine(@CheckForNull Throwable before, @CheckForNull Throwable now) {
        if (before == null || now == null || before == now) {
            return before == null ? now : before;
        }
        boolean better = before instanceof FlowInterruptedException && !(now instanceof FlowInterruptedException);
        Throwable main = better ? now : before;
        main.addSuppressed(better ? before : now);
        return main;
    }

    private final class Branch extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final String name;

        Branch(String name) {
            this.name = name;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            ended(name, result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            ended(name, null, t);
        }
    }
}
