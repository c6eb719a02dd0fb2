package io.jenkins.plugins.mlcd.loop;

/**
 * A name or URI as people write it in a configuration: {@code *} stands for any characters, also none and also {@code /}, {@code ?} for
 * one. Takes a time of at most pattern times text, whatever the text is.
 */
public record NamePattern(String text) {

    /** @throws IllegalArgumentException when there is nothing, or more than a name can have */
    public NamePattern {
        if (text == null || text.isBlank() || text.length() > Occurrence.MAX_TEXT) {
            throw new IllegalArgumentException("a name or pattern must have 1 to " + Occurrence.MAX_TEXT + " characters, but is '" + text + "'");
        }
        text = text.strip();
    }

    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    /** What every name that it matches begins with; the whole text when it {@link #isExact}. */
    String prefix() {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '*' && text.charAt(end) != '?') {
            end++;
        }
        return text.substring(0, end);
    }

    boolean isExact() {
        return prefix().length() == text.length();
    }
}
