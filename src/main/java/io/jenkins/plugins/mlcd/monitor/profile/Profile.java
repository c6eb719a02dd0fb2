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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * A summary of samples in bounded memory: the training data of a model (its reference), or a window of its traffic.
 * Profiles of parts merge into the profile of the whole. Made by {@link ProfileBuilder}.
 *
 * @param samples how many samples
 * @param from start of the time that it covers; the epoch for training data
 * @param to end of that time, not before {@code from}
 * @param features numeric features by name; {@value #CONFIDENCE} among them when the model gives it
 * @param predictions the classes that the model answered
 * @param categories categorical features by name
 * @param confidence how sure the model was, and how often right
 * @param labels what became known of true labels
 * @param joint moments of the first {@value JointMoments#LIMIT} numeric features together, without confidence
 * @param embedding moments of what the model makes of an input before it decides; empty when it has no embedding
 * @param traffic requests, errors and latency; of nothing for data that no server answered
 * @param slices counts by field and value of the field
 */
@JsonPropertyOrder({
    "schema", "version", "samples", "from", "to", "features", "predictions", "categories", "confidence", "labels", "joint", "embedding",
    "traffic", "slices"
})
public record Profile(
        long samples,
        Instant from,
        Instant to,
        Map<String, NumericProfile> features,
        CategoryProfile predictions,
        Map<String, CategoricalProfile> categories,
        ConfidenceHistogram confidence,
        LabelProfile labels,
        JointMoments joint,
        JointMoments embedding,
        TrafficProfile traffic,
        Map<String, SliceProfile> slices) {

    /** Name of the feature that holds the model's confidence, 0..1. */
    public static final String CONFIDENCE = "confidence";

    /** Name of the feature that tells how far an input is from what the model was trained on; larger is farther. */
    public static final String SUPPORT = "support";

    /** The most numeric features, and the most categorical ones. */
    public static final int MAX_FEATURES = 500;

    private static final Profile EMPTY = new Profile(0, Instant.EPOCH, Instant.EPOCH, null, null, null, null, null, null, null, null, null);

    /** What a profile of an older version lacks is empty. */
    public Profile {
        features = copy(features);
        predictions = Objects.requireNonNullElseGet(predictions, () -> new CategoryProfile(Map.of(), 0));
        categories = copy(categories);
        confidence = Objects.requireNonNullElseGet(confidence, ConfidenceHistogram::empty);
        labels = Objects.requireNonNullElseGet(labels, LabelProfile::empty);
        joint = Objects.requireNonNullElseGet(joint, JointMoments::empty);
        embedding = Objects.requireNonNullElseGet(embedding, JointMoments::empty);
        traffic = Objects.requireNonNullElseGet(traffic, TrafficProfile::empty);
        slices = copy(slices);
        if (samples < 0 || features.size() > MAX_FEATURES || categories.size() > MAX_FEATURES || from == null || to == null || to.isBefore(from)) {
            throw new IllegalArgumentException("no profile has " + samples + " samples, " + features.size() + " numeric and "
                    + categories.size() + " categorical features (at most " + MAX_FEATURES + " each) and the time from " + from + " to " + to);
        }
        if (slices.size() > SliceProfile.MAX_FIELDS) {
            throw new IllegalArgumentException("a profile has at most " + SliceProfile.MAX_FIELDS + " fields of slices, but this one " + slices.size());
        }
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The profile of no samples at all, in no time: neutral under {@link #merge}. */
    public static Profile empty() {
        return EMPTY;
    }

    @JsonProperty("schema")
    String schema() {
        return Schema.PROFILE.name();
    }

    @JsonProperty("version")
    int version() {
        return Schema.PROFILE.version();
    }

    /** Whether nothing at all was seen: no sample, no request, no label. */
    public boolean nothing() {
        return samples == 0 && traffic.requests() == 0 && labels.classes().total() == 0;
    }

    /**
     * The profile of both sets of samples together, over the time that spans both. Of what {@code other} has and this has not, features and fields
     * beyond the limits are left out.
     */
    public Profile merge(Profile other) {
        if (nothing() || other.nothing()) {
            return nothing() ? other : this;
        }
        return new Profile(
                samples + other.samples,
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to,
                merge(features, other.features, NumericProfile::merge, MAX_FEATURES),
                predictions.merge(other.predictions),
                merge(categories, other.categories, CategoricalProfile::merge, MAX_FEATURES),
                confidence.merge(other.confidence),
                labels.merge(other.labels),
                joint.merge(other.joint),
                embedding.merge(other.embedding),
                traffic.merge(other.traffic),
                merge(slices, other.slices, SliceProfile::merge, SliceProfile.MAX_FIELDS));
    }

    private static <T> Map<String, T> merge(Map<String, T> own, Map<String, T> more, BinaryOperator<T> merger, int limit) {
        Map<String, T> merged = new LinkedHashMap<>(own);
        more.forEach((name, part) -> {
            if (merged.containsKey(name) || merged.size() < limit) {
                merged.merge(name, part, merger);
            }
        });
        return merged;
    }

    /** All of them merged; {@link #empty} when there are none. By halves, so that no sketch is pushed through another more than log n times. */
    public static Profile merged(List<Profile> profiles) {
        return switch (profiles.size()) {
            case 0 -> empty();
            case 1 -> profiles.get(0);
            default -> {
                int half = profiles.size() / 2;
                yield merged(profiles.subList(0, half)).merge(merged(profiles.subList(half, profiles.size())));
            }
        };
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
