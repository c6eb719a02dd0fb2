package io.jenkins.plugins.mlcd.jenkins.steps.validate;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import java.io.IOException;
import java.util.Optional;

/** Finds the model versions that a Jenkinsfile means. */
public final class Versions {

    private static final String PRODUCTION = "production";
    private static final String NONE = "none";

    private Versions() {}

    /**
     * The version that {@code model} means: {@code digits:42} itself, or for {@code digits} the newest that this build
     * registered.
     *
     * @throws AbortException when there is none
     */
    public static ModelVersion candidate(Registry registry, Run<?, ?> run, String model) throws IOException {
        try {
            if (model.contains(":")) {
                return registry.require(model);
            }
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
        return registry.candidate(model, run.getNumber())
                .orElseThrow(() -> new AbortException("this build has registered no version of the model '" + model
                        + "': call mlRegister(model: '" + model + "') first, or name a version such as '" + model + ":41'"));
    }

    /**
     * What the candidate is compared with; empty for {@code none}, and for {@code production} while nothing else is there.
     *
     * @throws AbortException when a version is named that there is not
     */
    static Optional<ModelVersion> baseline(Registry registry, ModelVersion candidate, String baseline) throws IOException {
        if (NONE.equals(baseline)) {
            return Optional.empty();
        }
        if (PRODUCTION.equals(baseline)) {
            Optional<ModelVersion> now = registry.production(candidate.model());
            return now.filter(candidate::equals).isPresent() ? registry.predecessor(candidate.model()) : now;
        }
        try {
            ModelVersion named = registry.require(baseline.contains(":") ? baseline : candidate.model() + ":" + baseline);
            if (named.equals(candidate)) {
                throw new IllegalArgumentException("'" + named.id() + "' is the candidate itself");
            }
            return Optional.of(named);
        } catch (IllegalArgumentException e) {
            throw new AbortException("baseline: " + e.getMessage() + "; write 'production', 'none' or a version");
        }
    }
}
