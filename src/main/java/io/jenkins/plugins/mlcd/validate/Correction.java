package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.BenjaminiHochberg;
import io.jenkins.plugins.mlcd.stats.Holm;
import java.util.Arrays;
import java.util.Locale;

/** How the p-values of many slices are corrected for their number. */
public enum Correction {
    /** Bounds the chance that any slice fails wrongly. */
    HOLM("Holm"),
    /** Bounds the expected share of wrong ones among the slices that fail, and finds more. */
    BH("Benjamini and Hochberg");

    private final String author;

    Correction(String author) {
        this.author = author;
    }

    /** @throws IllegalArgumentException when {@code text} is neither {@code holm} nor {@code bh} */
    public static Correction parse(String text) {
        return Arrays.stream(values())
                .filter(correction -> correction.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("correction '" + text + "' is neither 'holm' nor 'bh'"));
    }

    /** As it is written in a Jenkinsfile. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String author() {
        return author;
    }

    double[] adjust(double... pValues) {
        return this == HOLM ? Holm.adjust(pValues) : BenjaminiHochberg.adjust(pValues);
    }
}
