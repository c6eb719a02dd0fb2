package io.jenkins.plugins.mlcd.notify;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that owners may want to know.
 *
 * @param kind what happened
 * @param job in which job, by its full name
 * @param at when
 * @param sentence what happened, for people; cut to {@value #MAX_TEXT} characters, because parts of it come from outside
 * @param link where to read more
 * @param picture what it looked like
 */
public record Notice(Kind kind, String job, Instant at, String sentence, Optional<String> link, Optional<Chart> picture) {

    public static final int MAX_TEXT = 500;

    /** What can happen. */
    public enum Kind {
        /** An alert, new data or another cause asks for a build. */
        ALERT("asks for a retraining"),
        /** A build began because of it. */
        START("retraining started"),
        /** A version got all users. */
        PROMOTION("model promoted"),
        /** A version was taken back. */
        ROLLBACK("model rolled back"),
        /** A rule that watches production is raised, or has recovered. */
        MONITOR("monitoring"),
        /** A cause starts no build. */
        SUPPRESSION("no retraining"),
        /** Builds fail, or start each other. */
        TROUBLE("retraining is in trouble");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The word in a Jenkinsfile. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A few words for a subject. */
        public String words() {
            return words;
        }

        /** @throws IllegalArgumentException naming the word and those that there are */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("event '" + word + "' is none of alert, start, promotion, rollback, monitor, suppression, trouble");
        }
    }

    public Notice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        String line = sentence.replaceAll("\\p{Cntrl}+", " ").strip();
        sentence = line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
    }
}
