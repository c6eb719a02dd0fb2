package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A body of the Pipeline that is called once for each weight, with {@code ML_MODEL} and {@code ML_TRAFFIC_WEIGHT}. It is saved with the
 * step, so that after a restart a body that still runs is waited for, and not run beside itself.
 */
final class BodyRouter implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long LOOK_AGAIN_MILLIS = 10_000;

    private BodyExecution running;
    private boolean over;
    private String failure;

    /** The router of one rollout; it may be asked for again after a restart. */
    TrafficRouter of(StepContext context, String model) {
        return new TrafficRouter() {

            @Override
            public void route(TrafficSplit split) throws IOException, InterruptedException {
                unsupported(split).ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
                call(context, Map.of("ML_MODEL", model, "ML_TRAFFIC_WEIGHT", Integer.toString(split.weight())), split.weight());
            }
        };
    }

    private synchronized void call(StepContext context, Map<String, String> variables, int weight) throws IOException, InterruptedException {
        await();
        failure = null;
        over = false;
        BodyExecution started = context.newBodyInvoker()
                .withContext(EnvironmentExpander.merge(context.get(EnvironmentExpander.class), EnvironmentExpander.constant(variables)))
                .withDisplayName("weight " + weight + " %")
                .withCallback(new Callback(this))
                .start();
        running = over ? null : started; // a short body may end before its start returns
        await();
        if (failure != null) {
            throw new IOException("the body that sets the weight to " + weight + " failed: " + failure);
        }
    }

    /** Who is told to stop while a body runs stops the body, too. */
    private void await() throws InterruptedException {
        while (running != null) {
            try {
                wait(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                running.cancel(e);
                throw e;
            }
        }
    }

    private synchronized void ended(String why) {
        running = null;
        over = true;
        failure = why;
        notifyAll();
    }

    private static final class Callback extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final BodyRouter router;

        Callback(BodyRouter router) {
            this.router = router;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            router.ended(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            router.ended(String.valueOf(t.getMessage()));
        }
    }
}
