package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.Extension;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Executor;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.triggers.TimerTrigger.TimerTriggerCause;
import io.jenkins.plugins.mlcd.jenkins.triggers.InboxListener.Change;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.util.Timer;

/**
 * Records which build a cause became and how it ended, and ends a build at its start when its causes hold no longer. The build is saved
 * with its causes before the inbox says that it began: whichever of the two a crash leaves out, the other tells it.
 */
@Extension
public final class CauseListener extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(CauseListener.class.getName());

    /** A Pipeline can be interrupted only while a step runs, so a build that did not stop is told again. */
    private static final long AGAIN_MILLIS = 500;

    private static final int MOST_INTERRUPTS = 120;

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        try {
            if (scheduled(run)) {
                recordSchedule(run);
            }
            List<MlCause> causes = MlCauses.of(run);
            List<MlCause> fromInbox = causes.stream().filter(cause -> !cause.getKind().equals(MlCause.SCHEDULE)).toList();
            if (!fromInbox.isEmpty()) {
                run.save();
                begin(run, fromInbox, listener);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot record why " + run + " was started");
        }
    }

    private static void begin(Run<?, ?> run, List<MlCause> causes, TaskListener listener) throws IOException {
        Job<?, ?> job = run.getParent();
        Inbox inbox = BuildRequests.inbox(job);
        inbox.started(causes.stream().map(MlCause::getId).toList(), run.getNumber());
        causes.forEach(cause -> BuildRequests.get().began(job, cause.getId()));
        List<InboxEvent> served = inbox.served(run.getNumber());
        served.stream().filter(event -> event.outcome() == InboxEvent.Outcome.STARTED).forEach(event -> InboxListener.fire(job, event, Change.STARTED, ""));
        listener.getLogger().println("[mlcd] this build serves " + served.size() + (served.size() == 1 ? " cause" : " causes") + " of the job's inbox");
        Optional<String> refutation = CauseChecks.refutationAtStart(job, served, sentence -> listener.getLogger().println("[mlcd] " + sentence));
        if (refutation.isPresent()) {
            listener.getLogger().println("[mlcd] not built: " + refutation.get());
            run.addAction(new RefutedAction(refutation.get()));
            run.save();
            interrupt(run, new RefutedAction.Refuted(refutation.get()), MOST_INTERRUPTS);
        }
    }

    private static void interrupt(Run<?, ?> run, RefutedAction.Refuted why, int times) {
        Timer.get().schedule(() -> {
            Executor executor = run.isBuilding() ? run.getExecutor() : null;
            if (executor != null) {
                executor.interrupt(Result.NOT_BUILT, why);
            }
            if (run.isBuilding() && times > 1) {
                interrupt(run, why, times - 1);
            }
        }, times == MOST_INTERRUPTS ? 1 : AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Only of jobs that have something to do with models. */
    private static boolean scheduled(Run<?, ?> run) {
        return run.getCauses().stream().anyMatch(TimerTriggerCause.class::isInstance)
                && ParameterizedJobMixIn.getTrigger(run.getParent(), MlTrigger.class) != null;
    }

    private static void recordSchedule(Run<?, ?> run) throws IOException {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("subject", "cron");
        evidence.put("build", run.getNumber());
        InboxEvent event = BuildRequests.inbox(run.getParent())
                .began(MlCause.SCHEDULE, "schedule build " + run.getNumber(), "Started by a schedule", evidence, run.getNumber());
        List<Cause> causes = new ArrayList<>(run.getCauses());
        causes.add(MlCause.of(event));
        run.addOrReplaceAction(new CauseAction(causes));
        run.save();
    }

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        if (MlCauses.of(run).isEmpty()) {
            return;
        }
        Job<?, ?> job = run.getParent();
        RefutedAction refuted = run.getAction(RefutedAction.class);
        String result = String.valueOf(run.getResult());
        try {
            Optional<Inbox.Ended> ended = BuildRequests.inbox(job).ended(run.getNumber(), result, refuted == null ? "" : refuted.getReason());
            ended.ifPresent(end -> tell(job, run, end, refuted));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot record how " + run + " ended");
        }
        BuildRequests.get().attendLater(job.getFullName(), AGAIN_MILLIS); // what was held until it ended
    }

    private static void tell(Job<?, ?> job, Run<?, ?> run, Inbox.Ended end, RefutedAction refuted) {
        if (refuted != null) {
            InboxListener.fire(job, end.leader(), Change.NOT_BUILT, refuted.getReason());
        } else if (run.getResult() == Result.FAILURE && end.failures() == 1) {
            InboxListener.fire(job, end.leader(), Change.BACKING_OFF, "build " + run.getNumber()
                    + " failed; the next cause waits, and longer after each failure until a build succeeds");
        }
    }
}
