package io.jenkins.plugins.mlcd.embedded.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.codehaus.groovy.runtime.MethodRankHelper;

/** The name that someone probably meant, by Damerau-Levenshtein distance, whatever the letter case. */
public final class NearestName {

    /** Groovy counts a changed letter as ten. */
    private static final int CHANGE = 10;

    private NearestName() {}

    /** The nearest of {@code known} when no more than about a third of {@code written} would have to change. */
    public static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(written, name)).thenComparing(name -> name))
                .filter(name -> distance(written, name) <= CHANGE * Math.max(1, (written.length() + 1) / 3));
    }

    /** "; did you mean 'x'?" or nothing. */
    public static String hint(String written, Collection<String> known) {
        return of(written, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static int distance(String a, String b) {
        return MethodRankHelper.damerauLevenshteinDistance(characters(a.toLowerCase()), characters(b.toLowerCase()));
    }

    private static Object[] characters(String text) {
        return text.chars().mapToObj(c -> (char) c).toArray();
    }
}
