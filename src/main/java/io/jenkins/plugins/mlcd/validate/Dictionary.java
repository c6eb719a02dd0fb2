package io.jenkins.plugins.mlcd.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the different values of a field, from 0 in the order in which they come, at most {@value #MAX_VALUES} of them. What comes
 * after that has no number, for a field of so many values divides no samples into groups.
 */
final class Dictionary {

    static final int MAX_VALUES = 1000;

    private static final int SLOTS = 4096;

    private final int[] slots = new int[SLOTS];
    private final List<char[]> values = new ArrayList<>();
    private boolean overflowed;

    /** The number of a value; -1 for a new one when there are too many already. */
    int code(char[] chars, int offset, int length) {
        int slot = slot(chars, offset, length);
        if (slots[slot] == 0) {
            if (values.size() == MAX_VALUES) {
                overflowed = true;
                return -1;
            }
            values.add(Arrays.copyOfRange(chars, offset, offset + length));
            slots[slot] = values.size();
        }
        return slots[slot] - 1;
    }

    int code(String value) {
        return code(value.toCharArray(), 0, value.length());
    }

    String value(int code) {
        return new String(values.get(code));
    }

    int size() {
        return values.size();
    }

    /** Whether a value had no place. */
    boolean overflowed() {
        return overflowed;
    }

    private int slot(char[] chars, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 13) & SLOTS - 1;
        while (slots[slot] != 0 && !is(values.get(slots[slot] - 1), chars, offset, length)) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    private static boolean is(char[] value, char[] chars, int offset, int length) {
        return Arrays.equals(value, 0, value.length, chars, offset, offset + length);
    }
}
