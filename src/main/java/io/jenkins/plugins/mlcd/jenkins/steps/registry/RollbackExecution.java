package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.models.ProductionBuilds;
import io.jenkins.plugins.mlcd.jenkins.models.Promotions;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RegisteredModels;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetState;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The registry first, then the traffic: a rollback that was cut off goes on when the step runs again. */
final class RollbackExecution extends RegistryExecution {

    private static final long serialVersionUID = 1L;

    private static final int ALL = 100;

    private final MlRollbackStep step;

    RollbackExecution(StepContext context, MlRollbackStep step) {
        super(context, "mlRollback");
        this.step = step;
    }

    @Override
    Map<String, Object> work(Run<?, ?> run, Registry registry) throws Exception {
        Optional<Target> target = Optional.empty();
        if (step.getTarget() != null) {
            target = Optional.of(Targets.named(step.getTarget())); // a name that is wrong must not leave half a rollback
        }
        String by = step.getBy() == null ? "mlRollback" : step.getBy();
        ModelVersion version = step.getTo() == null
                ? registry.rollback(step.getModel(), run.getNumber(), by, step.getReason())
                : registry.rollbackTo(Versions.id(step.getModel(), step.getTo()), run.getNumber(), by, step.getReason());
        ProductionBuilds.keep(run.getParent(), version.model());
        if (target.isPresent() && target.get() instanceof LocalTarget local) {
            serve(local.client(), version, ModelFiles.open(run, version));
        } else if (target.isPresent()) {
            serve(target.get(), version, new RegisteredModels(run, registry));
        }
        Promotions.record(run, version, getContext().get(TaskListener.class));
        say("rolled " + step.getModel() + " back to " + version.id() + (step.getReason().isEmpty() ? "" : ": " + step.getReason()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("version", version.id());
        return result;
    }

    /** Users have the stable version, whichever that is, before it becomes the one that they had before. */
    private void serve(Target target, ModelVersion version, ModelSource models) throws IOException, InterruptedException {
        PrintStream console = getContext().get(TaskListener.class).getLogger();
        target.router().route(TrafficSplit.NONE);
        target.workload(models, line -> console.println("[mlRollback] " + line)).restore(version.id());
    }

    private static void serve(LocalTargetClient target, ModelVersion version, ModelFiles files) throws IOException, InterruptedException {
        TargetState state = target.state();
        if (state.stable().filter(stable -> stable.model().equals(version.id())).isPresent()) {
            target.removeCanary();
            return;
        }
        if (state.stable().isEmpty()) {
            target.deploy(Role.STABLE, version.id(), files::zip);
            return;
        }
        if (state.canary().filter(canary -> !canary.model().equals(version.id())).isPresent()) {
            target.removeCanary();
        }
        target.deploy(Role.CANARY, version.id(), files::zip);
        target.weight(ALL);
        target.promote(version.id());
    }
}
