package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.time.Instant;

/**
 * Held by a build while it moves what is in production, so that no other build does at the same time.
 *
 * @param model name of the model
 * @param version the version that the build wants to promote, without the model's name
 * @param build number of the build
 * @param by the step or person
 * @param reason what it does meanwhile, as part of a sentence: {@code rolls digits:42 out on the target 'production'}
 * @param at since when; set by the registry
 */
public record PromotionLock(String model, String version, int build, String by, String reason, Instant at) {

    public PromotionLock {
        BuildLayout.requireName("model", model);
        by = by == null ? "" : by;
        reason = reason == null ? "" : reason;
        at = at == null ? Instant.EPOCH : at;
    }

    public static PromotionLock of(ModelVersion version, int build, String by, String reason) {
        return new PromotionLock(version.model(), version.version(), build, by, reason, Instant.EPOCH);
    }

    PromotionLock taken(Instant time) {
        return new PromotionLock(model, version, build, by, reason, time);
    }

    public String id() {
        return model + ":" + version;
    }

    /** Why others have to wait, as a sentence without its full stop. */
    public String sentence() {
        return "build " + build + " has held '" + model + "' since " + at + ": it " + reason;
    }
}
