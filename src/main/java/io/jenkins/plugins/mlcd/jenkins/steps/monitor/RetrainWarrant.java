package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.triggers.RetrainCauses;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Whether a build that is about to retrain has to. Its causes are looked at first; where they leave it to the traffic, retraining takes a raised rule that asks for it.
 * Where the traffic cannot tell, the cause is taken to hold, because a retraining too many costs less than one that never comes.
 *
 * @param model its name
 */
record RetrainWarrant(StepContext context, String model) {

    /** What becomes of the build. */
    record Answer(StepContext context, boolean warranted, String verdict, String reason) {

        void give() throws IOException, InterruptedException {
            PrintStream console = context.get(TaskListener.class).getLogger();
            console.println("[mlcd] retraining is " + (warranted ? "" : "not ") + "warranted: " + reason);
            if (warranted) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("verdict", verdict);
                result.put("reason", reason);
                context.onSuccess(result);
            } else {
                context.onFailure(new FlowInterruptedException(Result.NOT_BUILT, true, new NotWarranted(reason)));
            }
        }
    }

    /** Empty when the traffic has to tell. */
    Optional<Answer> byCauses() throws IOException, InterruptedException {
        PrintStream console = context.get(TaskListener.class).getLogger();
        RetrainCauses causes = RetrainCauses.of(context.get(Run.class), sentence -> console.println("[mlcd] " + sentence));
        return causes.refutation().map(reason -> new Answer(context, false, "refuted", reason))
                .or(() -> causes.warrant().map(reason -> new Answer(context, true, "warranted", reason)));
    }

    /** @param version that was looked at */
    Answer byTraffic(WatchVerdict verdict, String version) {
        boolean warranted = verdict.kind() == WatchVerdict.Kind.RETRAIN || verdict.kind() == WatchVerdict.Kind.INCONCLUSIVE;
        String untold = verdict.kind() == WatchVerdict.Kind.INCONCLUSIVE ? "whether " + version + " needs it cannot be told, so the cause is taken to hold: " : version + ": ";
        return new Answer(context, warranted, verdict.kind().word(), untold + verdict.reason());
    }

    /** Why the build was ended without a result of its own. */
    public static final class NotWarranted extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String reason;

        NotWarranted(String reason) {
            this.reason = reason;
        }

        @Override
        public String getShortDescription() {
            return "not built, retraining is not warranted: " + reason;
        }
    }
}
