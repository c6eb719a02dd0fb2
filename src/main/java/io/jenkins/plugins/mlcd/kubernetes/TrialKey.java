package io.jenkins.plugins.mlcd.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which attempt of which trial a Job runs. Its name derives from it alone, so creating the same one twice is refused by
 * the API server, and a restarted controller finds its Jobs again.
 *
 * @param study the study's Jobs in the cluster
 * @param number the trial, from 0
 * @param attempt from 1
 */
public record TrialKey(StudyKey study, int number, int attempt) {

    public TrialKey {
        if (number < 0 || attempt < 1) {
            throw new IllegalArgumentException("trial " + number + ", attempt " + attempt + ": they count from 0 and from 1");
        }
    }

    /** The Job's name, at most 63 characters. */
    public String name() {
        return study.name() + "-t" + number + "-" + attempt;
    }

    /** The labels of the Job and of its pod. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(study.labels());
        labels.put(StudyKey.PREFIX + "trial", String.valueOf(number));
        labels.put(StudyKey.PREFIX + "attempt", String.valueOf(attempt));
        return labels;
    }

    /** The key that labels state; empty when they are not those of a trial of {@code study}. */
    static Optional<TrialKey> of(StudyKey study, Map<String, String> labels) {
        try {
            TrialKey key = new TrialKey(study, Integer.parseInt(labels.getOrDefault(StudyKey.PREFIX + "trial", "")),
                    Integer.parseInt(labels.getOrDefault(StudyKey.PREFIX + "attempt", "")));
            return labels.entrySet().containsAll(key.labels().entrySet()) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
