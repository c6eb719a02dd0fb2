package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.Arrays;
import java.util.Locale;

/** What follows when a rule is raised. */
public enum Action {
    /** It is on record, and nothing else. */
    RECORD,
    /** The verdict is alert, unless another rule asks for more. */
    ALERT,
    /** The verdict is retrain, and the watch ends. */
    RETRAIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the value and the words that there are */
    public static Action of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("action '" + word + "' is none of record, alert, retrain"));
    }
}
