package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.TargetRollback;
import io.jenkins.plugins.mlcd.jenkins.triggers.RetrainRequest;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a verdict does to the build. Ok passes. Alert and inconclusive make it unstable: neither may go unseen, and neither proves
 * that the model is bad. Retrain asks for the next build, or takes the version back, as {@code onFailure} says.
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
            case FAIL, ROLLBACK -> context.onFailure(new AbortException("mlMonitorGate: retrain " + version + ": " + verdict.reason()));
            case UNSTABLE -> unstable(verdict, result);
            case NOT_BUILT -> context.onFailure(new FlowInterruptedException(Result.NOT_BUILT, true, new Retrain(version, verdict.reason())));
        }
    }

    /**
     * Takes the version back where that is what {@code verdict} asks for. Done again, after a restart or a failure, it goes on: the registry knows
     * the rollback of this build, and the target what it serves.
     *
     * @return what was done, or why not; empty where no rollback is asked for
     * @throws IOException when the target could not be told, which may be tried again
     */
    Optional<String> rollBack(WatchVerdict verdict) throws IOException, InterruptedException {
        if (verdict.kind() != WatchVerdict.Kind.RETRAIN || OnFailure.of(step.getOnFailure()) != OnFailure.ROLLBACK) {
            return Optional.empty();
        }
        Run<?, ?> run = context.get(Run.class);
        Registry registry = ModelFiles.registry(run);
        Optional<String> serving = registry.production(step.getModel()).map(ModelVersion::id);
        if (!serving.equals(Optional.of(version)) && !GateSubject.rolledBackBy(run, registry, step.getModel()).equals(Optional.of(version))) {
            return Optional.of(version + " was bad, but " + serving.orElse("nothing") + " is in production by now, so nothing was rolled back: " + verdict.reason());
        }
        try {
            ModelVersion now = new TargetRollback(run, context.get(TaskListener.class), GateSubject.BY, verdict.reason())
                    .toPredecessor(step.getModel(), Targets.named(step.getTarget()));
            return Optional.of("rolled " + version + " back to " + now.id() + ": " + verdict.reason());
        } catch (IllegalArgumentException e) {
            return Optional.of(version + " needs retraining and stays, because it cannot be rolled back: " + e.getMessage() + ": " + verdict.reason());
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
