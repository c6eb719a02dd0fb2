package io.jenkins.plugins.mlcd.dataset;

import java.util.Arrays;

/** A set of 64-bit keys that are uniform already, such as parts of a hash, in 8 to 24 bytes a key. */
final class LongSet {

    private long[] slots = new long[1024];
    private boolean hasZero;
    private int size;

    /** @return whether the key is new */
    boolean add(long key) {
        if (key == 0) {
            boolean fresh = !hasZero;
            hasZero = true;
            size += fresh ? 1 : 0;
            return fresh;
        }
        int slot = slot(slots, key);
        if (slots[slot] == key) {
            return false;
        }
        slots[slot] = key;
        size++;
        if (3L * size > 2L * slots.length) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    /** The keys in rising order. */
    long[] sorted() {
        long[] keys = Arrays.copyOf(Arrays.stream(slots).filter(key -> key != 0).toArray(), size); // a zero, if any, fills the last place
        Arrays.sort(keys);
        return keys;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (long key : slots) {
            if (key != 0) {
                larger[slot(larger, key)] = key;
            }
        }
        slots = larger;
    }

    /** Where {@code key} is or belongs; the length is a power of 2. */
    private static int slot(long[] slots, long key) {
        int slot = (int) key & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
