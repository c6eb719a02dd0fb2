package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tests of {@code drift(test: ...)}. */
public enum DriftTest {
    /** Kolmogorov-Smirnov for numbers, chi-square for names, the mean shift for embeddings. */
    AUTO,
    /** Kolmogorov-Smirnov; names have the chi-square test. */
    KS,
    /** Population stability index. */
    PSI,
    /** Pearson's chi-square. */
    CHI2,
    /** Jensen-Shannon distance. */
    JS,
    /** Wasserstein distance of numbers; names have the chi-square test. */
    WASSERSTEIN,
    /** Maximum mean discrepancy over all numbers together; names have the chi-square test. */
    MMD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the value and the words that there are */
    public static DriftTest of(String word) {
        return Arrays.stream(values())
                .filter(test -> test.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("drift test '" + word + "' is none of "
                        + Arrays.stream(values()).map(DriftTest::word).collect(Collectors.joining(", "))));
    }
}
