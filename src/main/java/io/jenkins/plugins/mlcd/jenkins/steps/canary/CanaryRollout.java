package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.canary.Phase;
import io.jenkins.plugins.mlcd.canary.Rollout;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import io.jenkins.plugins.mlcd.canary.RolloutState;
import io.jenkins.plugins.mlcd.canary.Workload;
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
import io.jenkins.plugins.mlcd.target.TargetException;
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
    private final Optional<SmokeTestedWorkload> tested;

    private CanaryRollout(Rollout machine, Optional<SmokeTestedWorkload> tested, Registry registry, ModelVersion version, int build) {
        this.machine = machine;
        this.tested = tested;
        this.registry = registry;
        this.version = version;
        this.build = build;
    }

    /** @throws AbortException when the model, its files or the target are not there, or a parameter does not fit */
    static CanaryRollout open(StepContext context, MlCanaryStep step) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        Registry registry = ModelFiles.registry(run);
        ModelVersion version = Versions.candidate(registry, run, step.getModel());
        Target target = target(step.getTarget());
        try {
            RolloutDefinition definition = step.definition();
            Workload workload = target.workload(new RegisteredModels(run, registry));
            Optional<SmokeTestedWorkload> tested = tested(context, step, target, workload);
            Rollout machine = Rollout.open(
                    new BuildLayout(run.getRootDir().toPath()).rollout(),
                    version.id(),
                    target.getName(),
                    definition,
                    tested.isPresent() ? tested.get() : workload,
                    step.getRouter() == null ? target.router() : step.getRouter().router(target),
                    step.getProvider() == null ? target.provider() : step.getProvider().provider(target, run),
                    InstantSource.system(),
                    line -> listener.getLogger().println("[mlCanary] " + line));
            CanaryRollout rollout = new CanaryRollout(machine, tested, registry, version, run.getNumber());
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

    private static Optional<SmokeTestedWorkload> tested(StepContext context, MlCanaryStep step, Target target, Workload workload)
            throws IOException, InterruptedException {
        SmokeTest smoke = step.getSmoke();
        if (smoke == null) {
            return Optional.empty();
        }
        TaskListener listener = context.get(TaskListener.class);
        SmokeTests tests = SmokeTests.open(context, smoke, line -> listener.getLogger().println("[mlCanary] " + line));
        return Optional.of(new SmokeTestedWorkload(workload, tests, new SmokeEndpoints(target, smoke)));
    }

    /**
     * Tests what users get after the promotion, if that is wanted.
     *
     * @throws AbortException when it is not well; the new version stays in production
     */
    void testProduction() throws IOException, InterruptedException {
        try {
            if (tested.isPresent()) {
                tested.get().testProduction(version.id());
            }
        } catch (TargetException e) {
            throw new AbortException("mlCanary: " + version.id() + " is in production, but not well: " + e.getMessage() + "; mlRollback takes it back");
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
        if (state.phase() == Phase.SUCCEEDED) {
            registry.promote(version.id(), build, BY, state.reason());
        } else if (registry.production(version.model()).filter(version::equals).isEmpty()) {
            registry.stage(version.id(), stopped ? Stage.CANDIDATE : Stage.REJECTED, build, BY, state.reason());
        }
    }

    String status() {
        RolloutState state = machine.state();
        return state.phase().word() + " " + state.weight() + " %";
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
        return result;
    }
}
