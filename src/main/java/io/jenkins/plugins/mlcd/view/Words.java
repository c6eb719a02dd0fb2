package io.jenkins.plugins.mlcd.view;

/** Texts compared as people search: without regard to case. */
final class Words {

    private Words() {}

    static boolean contains(String text, String word) {
        for (int i = 0; i + word.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
