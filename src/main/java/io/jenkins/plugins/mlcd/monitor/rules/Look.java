package io.jenkins.plugins.mlcd.monitor.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule is shown: one window of traffic, and what it is compared with.
 *
 * @param reference profile of what the model was trained on; empty when the rule needs none
 * @param window traffic of one window; may be empty only for a rule that does not {@link Rule#needsTraffic}
 * @param from start of the window; its profile may know of traffic in a part of it only
 * @param at end of the window: what a rule takes for now
 * @param model how old model and data are
 * @param level chance of a violation by mere chance that is accepted for this window, above 0 and at most 1
 * @param luck chance, once for all windows of a watch, that the reference misleads: it is a sample, too. A p-value has to hold
 *     given the reference and all earlier windows, except with this chance; 0 to below 1
 * @param carried what the rule's finding of the last window carried on, from which it may know all earlier windows
 */
public record Look(
        Profile reference, Profile window, Instant from, Instant at, ModelAge model, double level, double luck, Optional<JsonNode> carried) {

    /** The share of a watch's alpha that is the reference's luck. */
    public static final double LUCK = 0.1;

    public Look {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(model, "model");
        if (!(level > 0 && level <= 1) || !(luck > 0 && luck < 1)) {
            throw new IllegalArgumentException("level must be above 0 and at most 1, and luck between 0 and 1, but they are " + level + " and " + luck);
        }
    }

    /** A single window by itself, tested at {@code level}, of which a tenth is the reference's luck. */
    public static Look of(Profile reference, Profile window, double level) {
        return new Look(reference, window, window.from(), window.to(), ModelAge.UNKNOWN, level, Math.min(0.5, LUCK * level), Optional.empty());
    }

    public Look carrying(Optional<JsonNode> state) {
        return new Look(reference, window, from, at, model, level, luck, state);
    }

    public Look by(ModelAge age) {
        return new Look(reference, window, from, at, age, level, luck, carried);
    }
}
