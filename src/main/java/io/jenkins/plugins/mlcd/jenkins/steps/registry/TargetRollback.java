package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
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
import java.util.Optional;

/**
 * Puts an earlier version back: the registry first, then the traffic, so that a rollback which was cut off goes on when the same build
 * does it again.
 *
 * @param by the step that does it
 */
public record TargetRollback(Run<?, ?> run, TaskListener listener, String by, String reason) {

    private static final int ALL = 100;

    /**
     * Of the version in production, which is rejected, to the one before it.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ModelVersion toPredecessor(String model, @CheckForNull Target target) throws IOException, InterruptedException {
        return serve(registry().rollback(model, run.getNumber(), by, reason), target);
    }

    /** To a version that is named, {@code digits:41}. */
    public ModelVersion to(String version, @CheckForNull Target target) throws IOException, InterruptedException {
        return serve(registry().rollbackTo(version, run.getNumber(), by, reason), target);
    }

    private Registry registry() {
        return ModelFiles.registry(run);
    }

    private ModelVersion serve(ModelVersion version, @CheckForNull Target target) throws IOException, InterruptedException {
        ProductionBuilds.keep(run.getParent(), version.model());
        if (target instanceof LocalTarget local) {
            serve(local.client(), version, ModelFiles.open(run, version));
        } else if (target != null) {
            // users have the stable version, whichever that is, before it becomes the one that they had before
            target.router().route(TrafficSplit.NONE);
            target.workload(new RegisteredModels(run, registry()), line -> listener.getLogger().println("[" + by + "] " + line)).restore(version.id());
        }
        Promotions.record(run, version, listener);
        listener.getLogger().println("[mlcd] rolled " + version.model() + " back to " + version.id() + (reason.isEmpty() ? "" : ": " + reason));
        return version;
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
