package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Something that happened outside of Jenkins and may be a reason to retrain, in one form whatever told of it. What comes from outside
 * is cut to size here: no text is longer than {@value #MAX_TEXT} characters or holds control characters.
 *
 * @param kind what it is about
 * @param active whether it holds; false tells that an alert has ended
 * @param subject name of the alert, of the data set (or its URI), or of the model
 * @param aliases other names of the subject: the URI of a data set, the path of a file in a repository
 * @param key what makes it the same cause when it is told again: an alert's fingerprint and start, a data set's content version
 * @param summary one sentence for people
 * @param labels what alerts are matched by
 * @param newSamples how many samples are new, when that is known
 * @param samples how many samples there are in all, when that is known
 * @param confidence mean confidence of the model in production, when that is what is told
 * @param detail what parameters of a build can be taken from; an object
 * @param source which configured source told it
 */
public record Occurrence(
        Kind kind,
        boolean active,
        String subject,
        List<String> aliases,
        String key,
        String summary,
        Map<String, String> labels,
        OptionalLong newSamples,
        OptionalLong samples,
        OptionalDouble confidence,
        ObjectNode detail,
        String source) {

    /** What an occurrence is about. */
    public enum Kind {
        /** A rule of a monitoring system is violated. */
        ALERT,
        /** A data set has a new version. */
        DATASET,
        /** A registry has a new version of a model. */
        MODEL;

        /** As the record and the inbox name it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    public static final int MAX_TEXT = 512;
    private static final int MAX_LABELS = 64;
    private static final int MAX_ALIASES = 8;
    /** Of {@link #detail} as JSON text; what is larger is left out, so that a storm of large payloads does not fill the disk. */
    private static final int MAX_DETAIL = 16 * 1024;

    public Occurrence {
        subject = text(subject);
        aliases = aliases.stream().limit(MAX_ALIASES).map(Occurrence::text).toList();
        key = key.length() <= MAX_TEXT ? text(key) : "sha256 " + sha256(key);
        summary = text(summary);
        if (subject.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException("an occurrence needs a subject and a key");
        }
        labels = labels(labels);
        detail = Json.line(detail).length() <= MAX_DETAIL ? detail : Json.object().put("omitted", "larger than " + MAX_DETAIL + " characters");
    }

    /** A new version of a data set. */
    public static Occurrence dataset(String name, List<String> aliases, String version, String source) {
        return new Occurrence(Kind.DATASET, true, name, aliases, datasetKey(name, version), "data set " + name + " has version " + version,
                Map.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(),
                Json.object().put("dataset", name).put("version", version), source);
    }

    /** The key of a data set's content version, by which all that tell of it are one cause. */
    public static String datasetKey(String name, String version) {
        return "dataset " + name + " " + version;
    }

    public Occurrence withSamples(OptionalLong added, OptionalLong all) {
        return new Occurrence(kind, active, subject, aliases, key, summary, labels, added, all, confidence, detail, source);
    }

    public Occurrence withDetail(ObjectNode other) {
        return new Occurrence(kind, active, subject, aliases, key, summary, labels, newSamples, samples, confidence, other, source);
    }

    /** The only job that a data set's occurrence is meant for, when somebody looked on its behalf; no webhook can say so. */
    Optional<String> onlyJob() {
        return kind == Kind.DATASET ? Optional.ofNullable(labels.get("job")) : Optional.empty();
    }

    /** What a build started by it shows as evidence. */
    public Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("subject", subject);
        evidence.putAll(labels);
        if (!aliases.isEmpty()) {
            evidence.put("uri", aliases.get(0));
        }
        newSamples.ifPresent(count -> evidence.put("newSamples", count));
        samples.ifPresent(count -> evidence.put("samples", count));
        confidence.ifPresent(value -> evidence.put("confidence", value));
        evidence.put("source", source);
        evidence.put("detail", Json.mapper().convertValue(detail, MAP));
        return evidence;
    }

    private static Map<String, String> labels(Map<String, String> given) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, String> label : given.entrySet()) {
            if (labels.size() == MAX_LABELS) {
                break;
            }
            labels.put(text(label.getKey()), text(label.getValue()));
        }
        return java.util.Collections.unmodifiableMap(labels);
    }

    private static String text(String text) {
        String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
        return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", " ") : cut;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
