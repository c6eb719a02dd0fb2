package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import java.util.Arrays;

/** What becomes of the build when a watch asks for retraining. */
enum OnFailure {
    FAIL("fail"),
    UNSTABLE("unstable"),
    NOT_BUILT("notBuilt"),
    /** The traffic goes back to the version before, this one is rejected, and the build fails. */
    ROLLBACK("rollback");

    private final String word;

    OnFailure(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static OnFailure of(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("onFailure '" + word + "' is none of fail, unstable, notBuilt, rollback"));
    }
}
