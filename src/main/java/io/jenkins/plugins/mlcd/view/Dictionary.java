package io.jenkins.plugins.mlcd.view;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keeps one copy of texts that many trials share. Long texts are cut: an index is for finding, the record has the whole. */
final class Dictionary {

    private static final int MOST_TEXTS = 20_000;
    private static final int LONGEST = 500;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<Integer, String[]> names = new HashMap<>();

    String text(String text) {
        if (text == null) {
            return null;
        }
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        String known = texts.get(cut);
        if (known == null && texts.size() < MOST_TEXTS) {
            texts.put(cut, cut);
        }
        return known == null ? cut : known;
    }

    String[] names(String[] wanted) {
        String[] known = names.get(Arrays.hashCode(wanted));
        if (known != null && Arrays.equals(known, wanted)) {
            return known;
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = text(wanted[i]);
        }
        if (names.size() < MOST_TEXTS) {
            names.put(Arrays.hashCode(wanted), wanted);
        }
        return wanted;
    }
}
