package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The causes of builds as the inbox knows them. */
public final class MlCauses {

    /** A cause that waits has no build older than that. */
    private static final int NEWEST = 100;

    private MlCauses() {}

    /** Those that started a build: not those that joined them. */
    static List<MlCause> of(Run<?, ?> run) {
        return run.getCauses().stream().filter(MlCause.class::isInstance).map(MlCause.class::cast).toList();
    }

    /** Every event that a build serves: what it was started by, and what joined that. */
    public static List<InboxEvent> served(Run<?, ?> run) throws IOException {
        return BuildRequests.inbox(run.getParent()).served(run.getNumber());
    }

    /** The build that has the cause of that key. */
    static Optional<Integer> buildOf(Job<?, ?> job, String key) {
        int looked = 0;
        for (Run<?, ?> run = job.getLastBuild(); run != null && looked < NEWEST; run = run.getPreviousBuild(), looked++) {
            for (Cause cause : run.getCauses()) {
                if (cause instanceof MlCause ml && ml.getKey().equals(key)) {
                    return Optional.of(run.getNumber());
                }
            }
        }
        return Optional.empty();
    }

    /** The result of a build that has ended; {@code ABORTED} when there is no such build any more, nothing while it runs. */
    static Optional<String> resultOf(Job<?, ?> job, int number) {
        Run<?, ?> run = job.getBuildByNumber(number);
        if (run == null) {
            return Optional.of("ABORTED");
        }
        return run.isBuilding() || run.getResult() == null ? Optional.empty() : Optional.of(run.getResult().toString());
    }
}
