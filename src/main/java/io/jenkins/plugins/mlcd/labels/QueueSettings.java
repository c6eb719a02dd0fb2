package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * How people label a queue's samples.
 *
 * @param model that the labels are for
 * @param dataset that they go to
 * @param agreement people who have to say the same: 1, or 2 and a third where they differ
 * @param lease how long a sample that somebody looks at is kept for them, in whole seconds, at least 1
 * @param guess when the model's guess is shown
 * @param enough new labels that the job is told of, 0 for never
 * @param classes that a label may be
 * @param shape of the samples
 * @param ranges of a row's usual values
 */
public record QueueSettings(
        String model, String dataset, int agreement, Duration lease, Guess guess, int enough, List<String> classes, InputShape shape, ValueRanges ranges) {

    private static final int MOST_CLASSES = 1_000;
    private static final int MOST_CHARACTERS = 128;

    /** When people see what the model guessed. */
    public enum Guess {
        /** When they ask for it. */
        HIDDEN,
        /** After they have said what they think. */
        AFTER,
        /** At once. */
        SHOWN;

        /** As steps and pages name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException naming those that there are */
        public static Guess of(String word) {
            for (Guess guess : values()) {
                if (guess.word().equals(word)) {
                    return guess;
                }
            }
            throw new IllegalArgumentException("guess '" + word + "' is none of hidden, after, shown");
        }
    }

    public QueueSettings {
        BuildLayout.requireName("model", model);
        BuildLayout.requireName("data set", dataset);
        classes = List.copyOf(classes);
        if (agreement < 1 || agreement > 2) {
            throw new IllegalArgumentException("agreement must be 1 or 2 people, but is " + agreement);
        }
        if (lease.toSeconds() < 1 || enough < 0) {
            throw new IllegalArgumentException("lease " + lease + " must be at least a second, and enough " + enough + " may not be negative");
        }
        if (classes.isEmpty() || classes.size() > MOST_CLASSES || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("a queue needs 1 to " + MOST_CLASSES + " different classes, but has " + classes.size()
                    + "; name them with classes, or the data set with path");
        }
        for (String name : classes) {
            if (name.isBlank() || name.length() > MOST_CHARACTERS || name.chars().anyMatch(c -> c < ' ' || c == ',' || c == '"')) {
                throw new IllegalArgumentException("class '" + name + "' must be 1 to " + MOST_CHARACTERS + " characters without comma, quotation mark or line break");
            }
        }
    }
}
