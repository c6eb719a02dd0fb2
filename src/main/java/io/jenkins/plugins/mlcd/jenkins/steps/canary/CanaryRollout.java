package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.canary.PersonCommands;
import io.jenkins.plugins.mlcd.canary.Phase;
import io.jenkins.plugins.mlcd.canary.Rollout;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.canary.RolloutTarget;
import io.jenkins.plugins.mlcd.canary.SmokeCheck;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.MlCanaryStep;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.Versions;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A rollout of a registered model on a configured target, and what the registry is to know of it. */
final class CanaryRollout {

    private static final String BY = "mlCanary";

    private final Rollout machine;
    private final Registry registry;
    private final ModelVersion version;
    private final int build;

    private CanaryRollout(Rollout machine, Registry registry, ModelVersion version, int build) {
        this.machine = machine;
        this.registry = registry;
        this.version = version;
        this.build = build;
    }

    /** @throws AbortException when the model, its files or the target are not there, or a parameter does not fit */
    static CanaryRollout open(StepContext context, MlCanaryStep step, BodyRouter body) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        Registry registry = ModelFiles.registry(run);
        ModelVersion version = Versions.candidate(registry, run, step.getModel());
        Target target = target(step.getTarget());
        try {
            BuildLayout layout = new BuildLayout(run.getRootDir().toPath());
            Rollout machine = Rollout.open(
                    layout.rollout(),
                    new PersonCommands(layout.rolloutCommands()),
                    version.id(),
                    target.getName(),
                    step.definition(),
                    acting(context, step, target, new RegisteredModels(run, registry), router(context, step, target, version, body)),
                    InstantSource.system(),
                    line -> listener.getLogger().println("[mlCanary] " + line));
            CanaryRollout rollout = new CanaryRollout(machine, registry, version, run.getNumber());
            rollout.show(run);
            rollout.enterCanary(target.getName());
            return rollout;
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlCanary: " + e.getMessage());
        }
    }

    private static Target target(String name) throws AbortException {
        MlcdConfiguration configuration = MlcdConfiguration.get();
        Optional<Target> target = configuration.target(name);
        if (target.isEmpty()) {
            throw new AbortException("mlCanary: target '" + name + "' is not configured; there is "
                    + configuration.getTargets().stream().map(Target::getName).toList());
        }
        return target.get();
    }

    private static RolloutTarget acting(StepContext context, MlCanaryStep step, Target target, RegisteredModels models, TrafficRouter router)
            throws IOException, InterruptedException {
        TaskListener listener = context.get(TaskListener.class);
        return new RolloutTarget(
                target.workload(models, line -> listener.getLogger().println("[mlCanary] " + line)),
                router,
                step.getProvider() == null ? target.provider() : step.getProvider().provider(target, context.get(Run.class)),
                smoke(context, step, target));
    }

    private static TrafficRouter router(StepContext context, MlCanaryStep step, Target target, ModelVersion version, BodyRouter body) {
        if (!step.routedByBody()) {
            return step.getRouter() == null ? target.router() : step.getRouter().router(target);
        }
        if (step.getRouter() != null) {
            throw new IllegalArgumentException("the body shares the traffic, so there can be no router");
        }
        return body.of(context, version.id());
    }

    private static Optional<SmokeCheck> smoke(StepContext context, MlCanaryStep step, Target target) throws IOException, InterruptedException {
        SmokeTest smoke = step.getSmoke();
        if (smoke == null) {
            return Optional.empty();
        }
        TaskListener listener = context.get(TaskListener.class);
        SmokeTests tests = SmokeTests.open(context, smoke, line -> listener.getLogger().println("[mlCanary] " + line));
        return Optional.of(new RolloutSmoke(tests, new SmokeEndpoints(target, smoke)));
    }

    /** On the page of the build a person can see how it stands, and pause it, take it back or approve a step. */
    private void show(Run<?, ?> run) {
        boolean shown = run.getActions(RolloutAction.class).stream().anyMatch(action -> action.getModel().equals(version.id()));
        if (!shown && !machine.state().phase().ended()) {
            run.addAction(new RolloutAction(run, version.id(), machine.state().target()));
        }
    }

    Rollout machine() {
        return machine;
    }

    private void enterCanary(String target) throws IOException {
        Optional<Stage> now = registry.state().stage(version.id());
        boolean waiting = now.filter(stage -> stage == Stage.CANDIDATE || stage == Stage.VALIDATED).isPresent();
        if (waiting && !machine.state().phase().ended()) {
            registry.stage(version.id(), Stage.CANARY, build, BY, "rollout on the target '" + target + "'");
        }
    }

    /**
     * Tells the registry how the rollout ended; again, after a restart, changes nothing.
     *
     * @param stopped whether it was ended from outside, which says nothing against the model
     */
    void register(boolean stopped) throws IOException {
        RolloutState state = machine.state();
        if (state.phase() == Phase.SUCCEEDED && state.reportsOnly()) {
            registry.stage(version.id(), Stage.CANDIDATE, build, BY, state.reason());
        } else if (state.phase() == Phase.SUCCEEDED) {
            registry.promote(version.id(), build, BY, state.reason());
        } else if (registry.production(version.model()).filter(version::equals).isEmpty()) {
            registry.stage(version.id(), stopped ? Stage.CANDIDATE : Stage.REJECTED, build, BY, state.reason());
        }
    }

    String status() {
        RolloutState state = machine.state();
        return state.phase().word() + " at " + state.weight() + " %" + state.awaited().map(what -> ", waits for the approval of " + what).orElse("");
    }

    /** Plain text and numbers, as a Pipeline can use and save them. */
    Map<String, Object> result() {
        RolloutState state = machine.state();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", state.model());
        result.put("phase", state.phase().word());
        result.put("weight", state.weight());
        result.put("analysis", state.verdict().map(Verdict::name).orElse(""));
        result.put("reason", state.reason());
        state.winner().ifPresent(winner -> result.put("winner", winner));
        return result;
    }
}
