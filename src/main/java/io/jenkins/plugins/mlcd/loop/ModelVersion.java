package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of a model: what its files are and where they came from. Its stage is the registry's to say.
 *
 * @param model name of the model
 * @param version number of the build that registered it, with {@code -2} and so on for more of one build; {@code 0} for an
 *     imported model
 * @param build number of that build; 0 for an imported model
 * @param study the study whose best trial it is, when it came from one
 * @param trial number of that trial
 * @param params the trial's algorithm and parameters
 * @param metrics what was measured when it was trained
 * @param dataset version of the data that it was trained on
 * @param artifacts directory of its files below the build's archive, or below {@code <job>/mlcd} when imported
 * @param bytes size of its files
 * @param sha256 hash over its files, as {@code sha256:...}
 * @param tags the user's own words
 * @param at when it was registered; set by the registry
 */
public record ModelVersion(
        String model,
        String version,
        int build,
        Optional<String> study,
        Optional<Integer> trial,
        Map<String, Object> params,
        Map<String, Double> metrics,
        Optional<String> dataset,
        String artifacts,
        long bytes,
        String sha256,
        List<String> tags,
        Instant at) {

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(-\\d{1,4})?");

    /** The version of a model that was there before the first build. */
    public static final String IMPORTED = "0";

    public ModelVersion {
        BuildLayout.requireName("model", model);
        if (version == null || !VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("version '" + version + "' of model '" + model
                    + "' is none: a version is a build number such as 42 or 42-2");
        }
        if (artifacts == null || artifacts.isEmpty() || artifacts.startsWith("/") || List.of(artifacts.split("/")).contains("..")) {
            throw new IllegalArgumentException("artifacts '" + artifacts + "' of " + model + ":" + version + " are no path below the archive");
        }
        study = study == null ? Optional.empty() : study;
        trial = trial == null ? Optional.empty() : trial;
        dataset = dataset == null ? Optional.empty() : dataset;
        params = params == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(params));
        metrics = metrics == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        tags = tags == null ? List.of() : List.copyOf(tags);
        at = at == null ? Instant.EPOCH : at;
    }

    /** A version that is known by its files only. */
    public static ModelVersion of(String model, String version, int build, String artifacts, long bytes, String sha256) {
        return new ModelVersion(
                model, version, build, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(), artifacts,
                bytes, sha256, List.of(), Instant.EPOCH);
    }

    /** What people and targets call it: {@code digits:42}. */
    public String id() {
        return model + ":" + version;
    }

    /** Whether its files lie with the job and not with a build. */
    public boolean imported() {
        return build == 0;
    }

    /** The same content, so that registering again changes nothing. */
    boolean sameFiles(ModelVersion other) {
        return id().equals(other.id()) && sha256.equals(other.sha256);
    }

    ModelVersion registered(Instant time) {
        return new ModelVersion(
                model, version, build, study, trial, params, metrics, dataset, artifacts, bytes, sha256, tags, time);
    }
}
