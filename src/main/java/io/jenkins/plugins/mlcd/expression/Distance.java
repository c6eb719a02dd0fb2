package io.jenkins.plugins.mlcd.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far apart two words are: letters to put in, leave out or change (Levenshtein 1966). */
public final class Distance {

    private Distance() {}

    public static int between(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** The {@code most} of the words that are nearest, nearest first. */
    public static List<String> nearest(String word, Collection<String> words, int most) {
        return words.stream()
                .sorted(Comparator.comparingInt((String other) -> between(word, other)).thenComparing(other -> other))
                .limit(most)
                .toList();
    }
}
