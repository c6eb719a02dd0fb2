package io.jenkins.plugins.mlcd.embedded.engine;

import java.util.Set;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The step around the whole script, so that a build is aborted as any body is cancelled. */
final class RootStep extends Step {

    private final Consumer<BodyExecution> handle;

    /** @param handle told of the body, so that others can cancel it */
    RootStep(Consumer<BodyExecution> handle) {
        this.handle = handle;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, handle);
    }

    static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return "pipeline";
        }
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final transient Consumer<BodyExecution> handle;

        Execution(StepContext context, Consumer<BodyExecution> handle) {
            super(context);
            this.handle = handle;
        }

        @Override
        public boolean start() {
            handle.accept(getContext().newBodyInvoker()
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start());
            return false;
        }
    }
}
