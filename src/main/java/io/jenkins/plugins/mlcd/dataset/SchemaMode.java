package io.jenkins.plugins.mlcd.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a build does with the schema of a data set. */
public enum SchemaMode {
    /** Checks against the schema; where there is none yet, the data gives the first one. */
    INFER,
    /** Checks against the schema, which there has to be. */
    CHECK,
    /** Makes what the data is like now the next schema. */
    ACCEPT;

    /** As it is written: {@code infer}, {@code check} or {@code accept}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code word} is none of them */
    public static SchemaMode of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("schema '" + word + "' is none of "
                        + Arrays.stream(values()).map(SchemaMode::word).collect(Collectors.joining(", "))));
    }
}
