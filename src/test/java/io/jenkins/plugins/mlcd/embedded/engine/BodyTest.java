package io.jenkins.plugins.mlcd.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.run.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.DataBoundConstructor;

/** Block steps in the manner of {@code mlSweep}: the body runs again from its callback, and is cancelled from another thread. */
class BodyTest {

    @TempDir
    Path directory;

    /** Runs its body {@code count} times with another environment, each cancelled after {@code cancelAfterMillis} when that is above 0. */
    public static final class RepeatStep extends Step {

        private final int count;
        private final long cancelAfterMillis;

        @DataBoundConstructor
        public RepeatStep(int count, long cancelAfterMillis) {
            this.count = count;
            this.cancelAfterMillis = cancelAfterMillis;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new Execution(context, count, cancelAfterMillis);
        }

        private static final class Execution extends StepExecution {

            private final int count;
            private final long cancelAfterMillis;
            private final List<String> outcomes = new CopyOnWriteArrayList<>();
            private final List<Thread> threads = new CopyOnWriteArrayList<>();

            Execution(StepContext context, int count, long cancelAfterMillis) {
                super(context);
                this.count = count;
                this.cancelAfterMillis = cancelAfterMillis;
            }

            @Override
            public boolean start() throws Exception {
                next();
                return false;
            }

            private void next() throws Exception {
                EnvironmentExpander outer = getContext().get(EnvironmentExpander.class);
                BodyExecution body = getContext().newBodyInvoker()
                        .withContext(EnvironmentExpander.merge(outer,
                                EnvironmentExpander.constant(Map.of("TRIAL", Integer.toString(outcomes.size())))))
                        .withCallback(new Callback(this))
                        .start();
                if (cancelAfterMillis > 0) {
                    Timer.get().schedule(() -> body.cancel(new FlowInterruptedException(Result.ABORTED, true)), cancelAfterMillis, TimeUnit.MILLISECONDS);
                }
            }

            private void ended(String outcome) {
                outcomes.add(outcome);
                threads.add(Thread.currentThread());
                try {
                    if (outcomes.size() < count) {
                        next();
                    } else {
                        getContext().onSuccess(outcomes + " on " + threads.stream().distinct().count() + " thread");
                    }
                } catch (Exception e) {
                    getContext().onFailure(e);
                }
            }
        }

        private static final class Callback extends BodyExecutionCallback {

            private final Execution execution;

            Callback(Execution execution) {
                this.execution = execution;
            }

            @Override
            public void onSuccess(StepContext context, Object result) {
                execution.ended("ok " + result);
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                execution.ended(t.getClass().getSimpleName());
            }
        }

        /** Describes it. */
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "repeat";
            }

            @Override
            public boolean takesImplicitBlockArgument() {
                return true;
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(TaskListener.class);
            }
        }
    }

    private Runs.Outcome run(String script) throws Exception {
        Runs runs = new Runs(directory);
        return runs.run(runs.request(script, Map.of(), false), List.of(new RepeatStep.DescriptorImpl()));
    }

    @Test
    void aBodyRunsAgainFromItsCallbackOnTheSameThreadWithItsOwnEnvironment() throws Exception {
        assertThat(run("echo repeat(count: 3, cancelAfterMillis: 0) { env.TRIAL }").lines())
                .contains("[ok 0, ok 1, ok 2] on 1 thread");
    }

    @Test
    void cancellingFromAnotherThreadStopsTheRunningStepAndTheNextBodyGoesOn() throws Exception {
        long start = System.nanoTime();
        Runs.Outcome outcome = run("node { echo repeat(count: 2, cancelAfterMillis: 300) { sh 'sleep 60' } }");
        assertThat(outcome.lines()).contains("[FlowInterruptedException, FlowInterruptedException] on 1 thread");
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
    }

    @Test
    void cancellingReachesStepsInInnerBodiesAndBranches() throws Exception {
        assertThat(run("node { echo repeat(count: 1, cancelAfterMillis: 300) { dir('x') { parallel(a: { sleep 60 }, b: { sh 'sleep 60' }) } } }").lines())
                .contains("[FlowInterruptedException] on 1 thread");
    }

    @Test
    void whatCatchesACancellationMayCleanUp() throws Exception {
        Runs.Outcome outcome = run("echo repeat(count: 1, cancelAfterMillis: 300) { try { sleep 60 } finally { echo 'cleaning' } }");
        assertThat(outcome.lines()).contains("cleaning", "[FlowInterruptedException] on 1 thread");
    }

    @Test
    void cancellingCodeBetweenStepsInterruptsIt() throws Exception {
        assertThat(run("echo repeat(count: 1, cancelAfterMillis: 300) { while (true) { } }").lines())
                .contains("[FlowInterruptedException] on 1 thread");
    }
}
