package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a rollback is, is in {@link TargetRollback}. */
final class RollbackExecution extends RegistryExecution {

    private static final long serialVersionUID = 1L;

    private final MlRollbackStep step;

    RollbackExecution(StepContext context, MlRollbackStep step) {
        super(context, "mlRollback");
        this.step = step;
    }

    @Override
    Map<String, Object> work(Run<?, ?> run, Registry registry) throws Exception {
        Target target = step.getTarget() == null ? null : Targets.named(step.getTarget()); // a name that is wrong must not leave half a rollback
        TargetRollback rollback = new TargetRollback(run, getContext().get(TaskListener.class), step.getBy() == null ? "mlRollback" : step.getBy(), step.getReason());
        ModelVersion version = step.getTo() == null
                ? rollback.toPredecessor(step.getModel(), target)
                : rollback.to(Versions.id(step.getModel(), step.getTo()), target);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("version", version.id());
        return result;
    }
}
