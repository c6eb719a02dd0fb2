package io.jenkins.plugins.mlcd.embedded.engine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Calls steps on the branch of this thread. */
public final class StepCall {

    private StepCall() {}

    /**
     * Runs {@code trunk} as a whole build and waits for its end. It runs on a thread of its own, because a branch's thread is interrupted
     * by its own steps' cancellation, and an executor's thread means something else by an interrupt.
     *
     * @param handle told of the body, so that others can cancel it
     */
    public static void trunk(PipelineBuild build, Consumer<BodyExecution> handle, Body trunk) throws Throwable {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(runTrunk(build, handle, trunk));
            } catch (Throwable t) {
                outcome.completeExceptionally(t);
            }
        }, "build " + build.run().getExternalizableId());
        thread.setDaemon(true);
        thread.start();
        try {
            outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Runs code of a Jenkinsfile that calls no steps, such as the blocks that only declare something, on this thread. */
    public static void declare(PipelineBuild build, Body code) throws Throwable {
        attach(Branch.trunk(build), code);
    }

    private static Object runTrunk(PipelineBuild build, Consumer<BodyExecution> handle, Body trunk) throws Throwable {
        Branch branch = Branch.trunk(build);
        StepDescriptor root = new RootStep.DescriptorImpl();
        return attach(branch, () -> {
            LocalStepContext context = new LocalStepContext(branch, root, trunk);
            return context.run(new RootStep(handle).start(context));
        });
    }

    /**
     * Runs {@code step} to its end.
     *
     * @throws Throwable what the step failed with
     */
    public static Object run(StepDescriptor descriptor, Step step, @CheckForNull Body body) throws Throwable {
        Branch branch = Branch.current();
        LocalStepContext context = new LocalStepContext(branch, descriptor, body);
        descriptor.checkContextAvailability(context);
        branch.build().stepChanged(branch, descriptor.getFunctionName(), true);
        try {
            return context.run(step.start(context));
        } finally {
            branch.build().stepChanged(branch, descriptor.getFunctionName(), false);
        }
    }

    private static Object attach(Branch branch, Body work) throws Throwable {
        Throwable[] failure = new Throwable[1];
        Object result = branch.attach(() -> {
            try {
                return work.run();
            } catch (Throwable t) {
                failure[0] = t;
                return null;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return result;
    }
}
