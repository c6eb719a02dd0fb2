package io.jenkins.plugins.mlcd.labels;

import java.util.Locale;

/** Where a sample of a queue is. */
public enum LabelState {
    /** Nobody has it. */
    WAITING,
    /** Somebody looks at it. */
    CLAIMED,
    /** One person has labelled it, and another one is to do so. */
    LABELLED,
    /** Two people labelled it otherwise; a third one settles it. */
    DISAGREED,
    /** It has its label. */
    SETTLED,
    /** Nobody could say what it is. */
    SKIPPED,
    /** It is kept for a look, but is not asked about. */
    ASIDE;

    /** As pages and commands name it. */
    public String word() {
        return this == ASIDE ? "set aside" : name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the states there are */
    public static LabelState of(String word) {
        for (LabelState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("state '" + word + "' is none of waiting, claimed, labelled, disagreed, settled, skipped, set aside");
    }
}
