package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.jenkins.config.Targets;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.StageChange;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TrafficSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a gate watches: the version in production, the profile that its traffic is compared with, and where the traffic is.
 *
 * @param dataVersion of the data that the reference was made from
 */
record GateSubject(WatchPlan plan, Profile reference, Optional<String> dataVersion, TrafficSource source) {

    /** As the registry names who moved a version. */
    static final String BY = "mlMonitorGate";

    private static final String PROFILE = "profile.json";
    private static final int MAX_BYTES = 64 << 20;

    static GateSubject of(Run<?, ?> run, MlMonitorGateStep step) throws IOException {
        TrafficSource source = Targets.named(step.getTarget()).traffic();
        Registry registry = ModelFiles.registry(run);
        ModelVersion version = watched(run, step, registry);
        ModelVersion trained = step.getReference() == null ? version : registry.require(step.getReference());
        WatchPlan plan = step.plan(version.id());
        Profile reference = plan.needsReference() ? profile(ModelFiles.open(run, trained)) : Profile.empty();
        return new GateSubject(plan, reference, trained.dataset(), source);
    }

    /** After a restart in the middle of a rollback it is the version that this build took back. */
    private static ModelVersion watched(Run<?, ?> run, MlMonitorGateStep step, Registry registry) throws IOException {
        Optional<String> taken = step.getOnFailure().equals(OnFailure.ROLLBACK.word()) ? rolledBackBy(run, registry, step.getModel()) : Optional.empty();
        return taken.isPresent() ? registry.require(taken.get()) : registry.production(step.getModel()).orElseThrow(() ->
                new AbortException("model '" + step.getModel() + "' has no version in production to watch"));
    }

    /** The version of {@code model} that a gate of this build was the last to roll back. */
    static Optional<String> rolledBackBy(Run<?, ?> run, Registry registry, String model) throws IOException {
        return registry.state().inProductionSince(model)
                .filter(change -> change.build() == run.getNumber() && change.by().equals(BY))
                .flatMap(StageChange::rolledBack)
                .map(version -> model + ":" + version);
    }

    private static Profile profile(ModelFiles files) throws IOException {
        if (!files.has(PROFILE)) {
            throw new AbortException("model version '" + files.version().id() + "' has no " + PROFILE
                    + " to compare with: let its trainer write one, or use the confidence rule only");
        }
        try (InputStream in = files.read(PROFILE)) {
            return Profile.fromJson(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    Profile traffic(Instant from, Instant to) throws IOException, InterruptedException {
        Profile all = Profile.empty();
        for (ObjectNode part : source.profiles(plan.model(), from, to)) {
            all = all.merge(Profile.fromJson(Json.line(part)));
        }
        return all;
    }
}
