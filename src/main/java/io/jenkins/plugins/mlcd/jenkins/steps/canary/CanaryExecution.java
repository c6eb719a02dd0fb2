package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.canary.Phase;
import io.jenkins.plugins.mlcd.canary.Rollout;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.models.ProductionLock;
import io.jenkins.plugins.mlcd.jenkins.models.Promotions;
import io.jenkins.plugins.mlcd.jenkins.steps.MlCanaryStep;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.Versions;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Carries out a rollout from one deadline to the next. Nothing of its progress is kept here: after a restart of the
 * controller {@link #onResume} opens the record again and goes on.
 */
public final class CanaryExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Duration LOCK_POLL = Duration.ofSeconds(2);

    /** How soon a person's command is seen. */
    private static final Duration POLL = Duration.ofSeconds(2);

    private final MlCanaryStep step;

    /** What shares the traffic where a body of the Pipeline does. */
    private final BodyRouter body = new BodyRouter();

    /** Why the step was asked to end; kept, so that a controller that goes down in between still takes the traffic back. */
    @CheckForNull
    private volatile Throwable stopCause;

    private transient ReentrantLock lock = new ReentrantLock();
    private transient Future<?> next;
    private transient volatile CanaryRollout rollout;
    private transient boolean ended;
    private transient volatile String waitsFor = "";

    public CanaryExecution(StepContext context, MlCanaryStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        advanceAfter(Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        lock = new ReentrantLock();
        waitsFor = "";
        advanceAfter(Duration.ZERO);
    }

    /** Ends only after the traffic is with the stable version again. */
    @Override
    public void stop(@NonNull Throwable cause) {
        stopCause = cause;
        CanaryRollout now = rollout;
        if (now != null) {
            now.machine().interrupt();
        }
        advanceAfter(Duration.ZERO);
    }

    @Override
    @CheckForNull
    public String getStatus() {
        CanaryRollout now = rollout;
        if (now == null) {
            return waitsFor.isEmpty() ? "starting" : "waiting: " + waitsFor;
        }
        return now.status();
    }

    private synchronized void advanceAfter(Duration wait) {
        if (next != null) {
            next.cancel(false);
        }
        next = RolloutThreads.later(wait.toMillis(), this::advance);
    }

    private void advance() {
        lock.lock();
        try {
            if (!ended) {
                step();
            }
        } catch (InterruptedException e) {
            // stop() interrupts what is under way, and has another advance follow.
        } catch (AbortException | RuntimeException e) {
            end(e);
        } catch (IOException e) {
            end(new AbortException("mlCanary: " + e.getMessage()));
        } finally {
            Thread.interrupted(); // one that came as the call to the target ended means nothing to the pool's next work
            lock.unlock();
        }
    }

    private void step() throws IOException, InterruptedException {
        if (rollout == null) {
            Optional<String> otherBuild = takeLock();
            if (otherBuild.isPresent()) {
                waitFor(otherBuild.get());
                return;
            }
            rollout = CanaryRollout.open(getContext(), step, body);
        }
        Rollout machine = rollout.machine();
        if (stopCause != null) {
            machine.abort("stopped: " + stopCause.getMessage());
        }
        Optional<Instant> due = machine.advance();
        if (due.isPresent()) {
            Duration wait = Duration.between(Instant.now(), due.get());
            advanceAfter(wait.compareTo(POLL) < 0 ? wait : POLL);
        } else {
            conclude(machine.state());
        }
    }

    /** Why another build has to be waited for: of the job, one that moves production now, and of any, one that rolls out to the target. */
    private Optional<String> takeLock() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        ModelVersion version = Versions.candidate(ModelFiles.registry(run), run, step.getModel());
        Optional<String> ofJob = ProductionLock.take(run, version, "mlCanary", "rolls " + version.id() + " out on the target '" + step.getTarget() + "'");
        if (ofJob.isPresent()) {
            return ofJob;
        }
        Optional<String> ofTarget = TargetLock.take(run, step.getTarget(), "rolls " + version.id() + " out");
        if (ofTarget.isPresent() && step.whileBusy() == Busy.FAIL) {
            ProductionLock.release(run, version.model(), "the target is busy");
            throw new AbortException("mlCanary: " + ofTarget.get() + ", and busy is 'fail'");
        }
        return ofTarget;
    }

    private void waitFor(String otherBuild) throws IOException, InterruptedException {
        if (stopCause != null) {
            ended = true;
            getContext().onFailure(stopCause);
            return;
        }
        if (waitsFor.isEmpty()) {
            getContext().get(TaskListener.class).getLogger().println("[mlCanary] " + step.getModel() + " waits: " + otherBuild);
        }
        waitsFor = otherBuild;
        advanceAfter(LOCK_POLL);
    }

    private void conclude(RolloutState state) throws IOException, InterruptedException {
        rollout.register(stopCause != null);
        recordEnd(state);
        ended = true;
        if (stopCause != null) {
            getContext().onFailure(stopCause);
        } else if (state.phase() == Phase.SUCCEEDED) {
            getContext().onSuccess(rollout.result());
        } else {
            getContext().onFailure(new AbortException("mlCanary: " + state.model() + " was rolled back: " + state.reason()));
        }
    }

    private void recordEnd(RolloutState state) throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        ModelVersion version = Versions.candidate(ModelFiles.registry(run), run, state.model());
        ProductionLock.release(run, version.model(), "the rollout has ended: " + state.phase().word());
        TargetLock.release(run, step.getTarget());
        if (state.phase() == Phase.SUCCEEDED) {
            Promotions.record(run, version, getContext().get(TaskListener.class));
        }
    }

    private void end(Exception failure) {
        ended = true;
        getContext().onFailure(failure);
    }
}
