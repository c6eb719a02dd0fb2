package org.jenkinsci.plugins.workflow.steps;

/** Makes executions of lambdas. */
public class StepExecutions {

    private StepExecutions() {
    }

    public static StepExecution synchronous(StepContext context, SynchronousBody body) {
        return new Synchronous(context, body);
    }

    public static StepExecution synchronousVoid(StepContext context, SynchronousBodyVoid body) {
        return synchronous(context, body.asReturn());
    }

    public static StepExecution synchronousNonBlocking(StepContext context, SynchronousBody body) {
        return new NonBlocking(context, body);
    }

    public static StepExecution synchronousNonBlockingVoid(StepContext context, SynchronousBodyVoid body) {
        return synchronousNonBlocking(context, body.asReturn());
    }

    public static StepExecution block(StepContext context, BlockBody body) {
        return new Around(context, body);
    }

    /** Gives the result of a step. */
    @FunctionalInterface
    public interface SynchronousBody {
        Object call(StepContext context) throws Exception;
    }

    /** Does the work of a step. */
    @FunctionalInterface
    public interface SynchronousBodyVoid {

        void call(StepContext context) throws Exception;

        default SynchronousBody asReturn() {
            return context -> {
                call(context);
                return null;
            };
        }
    }

    /** Prepares the body of a step. */
    @FunctionalInterface
    public interface BlockBody {
        void call(StepContext context, BodyInvoker invoker) throws Exception;
    }

    private static final class Synchronous extends SynchronousStepExecution<Object> {

        private static final long serialVersionUID = 1L;

        private final transient SynchronousBody body;

        Synchronous(StepContext context, SynchronousBody body) {
            super(context);
            this.body = body;
        }

        @Override
        protected Object run() throws Exception {
            return body.call(getContext());
        }
    }

    private static final class NonBlocking extends SynchronousNonBlockingStepExecution<Object> {

        private static final long serialVersionUID = 1L;

        private final transient SynchronousBody body;

        NonBlocking(StepContext context, SynchronousBody body) {
            super(context);
            this.body = body;
        }

        @Override
        protected Object run() throws Exception {
            return body.call(getContext());
        }
    }

    private static final class Around extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final transient BlockBody body;

        Around(StepContext context, BlockBody body) {
            super(context);
            this.body = body;
        }

        @Override
        public boolean start() throws Exception {
            BodyInvoker invoker = getContext().newBodyInvoker();
            body.call(getContext(), invoker);
            invoker.withCallback(BodyExecutionCallback.wrap(getContext())).start();
            return false;
        }
    }
}
