package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/** A text that is used again for every line of a file, so that reading millions of lines makes no millions of objects. */
final class Text {

    private char[] chars = new char[32];
    private int length = -1;

    /** Makes it absent. */
    void clear() {
        length = -1;
    }

    boolean absent() {
        return length < 0;
    }

    /** Takes the value at which {@code parser} stands, as it is written. */
    void set(JsonParser parser) throws IOException {
        length = parser.getTextLength();
        if (chars.length < length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        System.arraycopy(parser.getTextCharacters(), parser.getTextOffset(), chars, 0, length);
    }

    void set(Text other) {
        length = other.length;
        chars = Arrays.copyOf(other.chars, Math.max(0, length));
    }

    int codeIn(Dictionary dictionary) {
        return dictionary.code(chars, 0, length);
    }

    boolean same(Text other) {
        return length == other.length && Arrays.equals(chars, 0, Math.max(0, length), other.chars, 0, Math.max(0, length));
    }

    boolean same(String other) {
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return length < 0 ? "" : new String(chars, 0, length);
    }
}
