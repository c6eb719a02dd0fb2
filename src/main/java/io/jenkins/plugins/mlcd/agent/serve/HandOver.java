package io.jenkins.plugins.mlcd.agent.serve;

import java.util.ArrayList;
import java.util.List;

/**
 * Hands things from threads that must not wait to one that comes for them now and then. Taking is a swap of two lists, and offering wakes nobody,
 * so that an offer costs some tens of nanoseconds. Bounded: what does not fit is refused.
 */
final class HandOver<T> {

    private final int capacity;
    private List<T> offered;
    private List<T> taken;

    HandOver(int capacity) {
        this.capacity = capacity;
        this.offered = new ArrayList<>(capacity);
        this.taken = new ArrayList<>(capacity);
    }

    /** Whether there was room for {@code thing}. */
    synchronized boolean offer(T thing) {
        return offered.size() < capacity && offered.add(thing);
    }

    /** What was offered since the last call, oldest first; the list is valid until the next call. For one thread. */
    synchronized List<T> take() {
        List<T> full = offered;
        taken.clear();
        offered = taken;
        taken = full;
        return full;
    }
}
