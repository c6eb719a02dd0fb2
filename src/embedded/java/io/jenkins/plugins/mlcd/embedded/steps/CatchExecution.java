package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.PrintStream;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What {@code catchError} and {@code warnError} do. */
final class CatchExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String result;
    private final String message;
    private final boolean catchInterruptions;

    CatchExecution(StepContext context, String result, String message, boolean catchInterruptions) {
        super(context);
        this.result = result;
        this.message = message;
        this.catchInterruptions = catchInterruptions;
    }

    /** @throws IllegalArgumentException when it is none of the five results */
    static String requireResult(String what, String name) {
        if (name == null || !Result.fromString(name).toString().equals(name)) {
            throw new IllegalArgumentException(
                    what + " '" + name + "' is none of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED");
        }
        return name;
    }

    @Override
    public boolean start() {
        getContext().newBodyInvoker().withCallback(new BodyExecutionCallback() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onSuccess(StepContext context, Object value) {
                context.onSuccess(value);
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                caught(context, t);
            }
        }).start();
        return false;
    }

    private void caught(StepContext context, Throwable t) {
        if (!catchInterruptions && t instanceof FlowInterruptedException) {
            context.onFailure(t);
            return;
        }
        try {
            PrintStream log = context.get(TaskListener.class).getLogger();
            if (message != null && !message.isEmpty()) {
                log.println((result.equals("UNSTABLE") ? "WARNING: " : "ERROR: ") + message);
            }
            log.println("ERROR: " + (t.getMessage() == null ? t : t.getMessage()));
            Result worst = t instanceof FlowInterruptedException stop ? stop.getResult() : Result.fromString(result);
            if (worst != Result.SUCCESS) {
                context.get(Run.class).setResult(worst);
            }
            context.onSuccess(null);
        } catch (Exception e) {
            t.addSuppressed(e);
            context.onFailure(t);
        }
    }
}
