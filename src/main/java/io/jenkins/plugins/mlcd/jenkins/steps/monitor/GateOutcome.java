package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.triggers.RetrainRequest;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a verdict does to the build. Ok passes. Alert and inconclusive make it unstable: neither may go unseen, and neither proves
 * that the model is bad. Retrain asks for the next build and ends as {@code onFailure} says.
 */
final class GateOutcome {

    private final StepContext context;
    private final MlMonitorGateStep step;
    private final String version;

    GateOutcome(StepContext context, MlMonitorGateStep step, String version) {
        this.context = context;
        this.step = step;
        this.version = version;
    }

    void answer(WatchVerdict verdict) throws IOException, InterruptedException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verdict", verdict.kind().word());
        result.put("model", version);
        verdict.rule().ifPresent(rule -> result.put("rule", rule));
        result.put("reason", verdict.reason());
        result.put("evidence", new LinkedHashMap<>(verdict.evidence()));
        switch (verdict.kind()) {
            case OK -> context.onSuccess(result);
            case ALERT, INCONCLUSIVE -> unstable(verdict, result);
            case RETRAIN -> retrain(verdict, result);
        }
    }

    private void retrain(WatchVerdict verdict, Map<String, Object> result) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("model", version);
        evidence.put("target", step.getTarget());
        evidence.put("build", run.getNumber());
        evidence.putAll(verdict.evidence());
        String key = "monitor " + version + " build " + run.getNumber() + " " + evidence.get("rule") + " since " + evidence.get("from");
        InboxEvent event = RetrainRequest.ask(run, key, summary(verdict), evidence);
        boolean asked = event.accepted();
        result.put("scheduled", asked);
        String next = asked ? "the next build was asked for" : "no build was asked for: " + event.detail();
        context.get(TaskListener.class).getLogger().println("[mlcd] " + next);
        switch (OnFailure.of(step.getOnFailure())) {
            case FAIL -> context.onFailure(new AbortException("mlMonitorGate: retrain " + version + ": " + verdict.reason()));
            case UNSTABLE -> unstable(verdict, result);
            case NOT_BUILT -> context.onFailure(new FlowInterruptedException(Result.NOT_BUILT, true, new Retrain(version, verdict.reason())));
        }
    }

    private String summary(WatchVerdict verdict) {
        return "Started because " + version + " on " + step.getTarget() + " needs retraining: " + verdict.reason();
    }

    private void unstable(WatchVerdict verdict, Map<String, Object> result) throws IOException, InterruptedException {
        String message = "mlMonitorGate: " + verdict.kind().word() + ": " + verdict.reason();
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
        }
        context.setResult(Result.UNSTABLE);
        context.onSuccess(result);
    }

    /** Why the build was ended without a result of its own. */
    public static final class Retrain extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String version;
        private final String reason;

        Retrain(String version, String reason) {
            this.version = version;
            this.reason = reason;
        }

        @Override
        public String getShortDescription() {
            return version + " needs retraining: " + reason;
        }
    }
}
