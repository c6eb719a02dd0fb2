package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.TriggerPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;

/**
 * Asks for the next build of a job because of what a build found. The cause is on record in the job's inbox before the build is asked
 * for, and under one key it is asked for once; asked again after a crash, the queue folds it into the waiting one.
 */
public final class RetrainRequest {

    private RetrainRequest() {}

    /**
     * @param key what makes it the same cause when it is asked again
     * @param evidence holds {@code model}, the version that it is about
     * @return the event of the inbox: pending when a build was asked for, suppressed with the reason when not
     */
    public static InboxEvent ask(Run<?, ?> run, String key, String summary, Map<String, Object> evidence) throws IOException {
        Job<?, ?> job = run.getParent();
        MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
        InboxEvent event = Inbox.of(job.getRootDir().toPath())
                .receive("monitor", key, summary, evidence, policy(run, trigger, evidence));
        BuildRequests.get().judged(job, List.of(new Inbox.Judged(event, false)));
        return event;
    }

    /** A build that was itself started to replace the model version would only start another one like it. */
    private static TriggerPolicy policy(Run<?, ?> run, @CheckForNull MlTrigger trigger, Map<String, Object> evidence) {
        for (Cause cause : run.getCauses()) {
            if (cause instanceof MlCause ml && ml.getModel().equals(evidence.get("model"))) {
                return TriggerPolicy.closed("this build was itself started to replace " + ml.getModel());
            }
        }
        if (!(run.getParent() instanceof ParameterizedJob<?, ?> buildable) || !buildable.isBuildable()) {
            return TriggerPolicy.closed("the job is disabled");
        }
        return trigger == null ? TriggerPolicy.OPEN : trigger.policy(run.getParent());
    }
}
