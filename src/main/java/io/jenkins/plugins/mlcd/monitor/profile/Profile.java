package io.jenkins.plugins.mlcd.monitor.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A summary of samples in bounded memory: the training data of a model (its reference), or a window of its traffic.
 * Profiles of parts merge into the profile of the whole. Made by {@link ProfileBuilder}.
 *
 * @param samples how many samples
 * @param from start of the time that it covers; the epoch for training data
 * @param to end of that time, not before {@code from}
 * @param features numeric features by name; {@value #CONFIDENCE} among them when the model gives it
 * @param predictions the classes that the model answered
 */
@JsonPropertyOrder({"schema", "version", "samples", "from", "to", "features", "predictions"})
public record Profile(
        long samples, Instant from, Instant to, Map<String, NumericProfile> features, CategoryProfile predictions) {

    /** Name of the feature that holds the model's confidence, 0..1. */
    public static final String CONFIDENCE = "confidence";

    /** Name of the feature that tells how far an input is from what the model was trained on; larger is farther. */
    public static final String SUPPORT = "support";

    public static final int MAX_FEATURES = 500;

    public Profile {
        features = features == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(features));
        predictions = predictions == null ? new CategoryProfile(Map.of(), 0) : predictions;
        if (samples < 0 || features.size() > MAX_FEATURES || from == null || to == null || to.isBefore(from)) {
            throw new IllegalArgumentException("no profile has " + samples + " samples, " + features.size()
                    + " features (at most " + MAX_FEATURES + ") and the time from " + from + " to " + to);
        }
    }

    /** The profile of no samples at all, in no time: neutral under {@link #merge}. */
    public static Profile empty() {
        return new Profile(0, Instant.EPOCH, Instant.EPOCH, Map.of(), new CategoryProfile(Map.of(), 0));
    }

    @JsonProperty("schema")
    String schema() {
        return Schema.PROFILE.name();
    }

    @JsonProperty("version")
    int version() {
        return Schema.PROFILE.version();
    }

    /** The profile of both sets of samples together, over the time that spans both. */
    public Profile merge(Profile other) {
        if (samples == 0 || other.samples == 0) {
            return samples == 0 ? other : this;
        }
        Map<String, NumericProfile> merged = new LinkedHashMap<>(features);
        other.features.forEach((name, feature) -> merged.merge(name, feature, NumericProfile::merge));
        return new Profile(
                samples + other.samples,
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to,
                merged,
                predictions.merge(other.predictions));
    }

    public String toJson() {
        return Json.line(this);
    }

    /** @throws IOException when the text is no profile that this version reads */
    public static Profile fromJson(String text) throws IOException {
        try {
            var node = Json.parseObject(text);
            Schema stated = new Schema(node.path("schema").asText(), Math.max(1, node.path("version").asInt()));
            Schema.PROFILE.requireReadable(stated, Path.of("the profile"));
            return Json.mapper().treeToValue(node, Profile.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the profile cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
