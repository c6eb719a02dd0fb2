package io.jenkins.plugins.mlcd.labels;

import java.time.Instant;

/**
 * What somebody said of a sample.
 *
 * @param by who; {@link #FEEDBACK} for a true label that came back by itself
 * @param label a class; {@code ""} for none of the classes
 * @param sawGuess whether they had seen the model's guess
 */
public record Vote(String by, Instant at, String label, boolean sawGuess) {

    /** In place of a person. Nobody of that name may label. */
    public static final String FEEDBACK = "mlcd:feedback";

    boolean isFeedback() {
        return by.equals(FEEDBACK);
    }
}
