package io.jenkins.plugins.mlcd.embedded.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.TreeSet;

/** The executors of this machine. Whoever asks while all are busy waits in a queue, first come first served. */
public final class ExecutorPool {

    /** What happens when an executor is given. */
    @FunctionalInterface
    public interface Waiter {
        /** @param number of the executor, from 1; the lowest free one */
        void given(int number);
    }

    private final int size;
    private final TreeSet<Integer> free = new TreeSet<>();
    private final Deque<Waiter> queue = new ArrayDeque<>();

    /** @param size how many, at least 1 */
    public ExecutorPool(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the number of executors must be at least 1, but is " + size);
        }
        this.size = size;
        for (int number = 1; number <= size; number++) {
            free.add(number);
        }
    }

    public int size() {
        return size;
    }

    /** Gives an executor now, on this thread, or later, on the thread of whoever gives it back. True when it was now. */
    public boolean ask(Waiter waiter) {
        int number;
        synchronized (this) {
            if (free.isEmpty()) {
                queue.add(waiter);
                return false;
            }
            number = free.pollFirst();
        }
        waiter.given(number);
        return true;
    }

    /** Takes back a wish that was not met. False when it was met already. */
    public synchronized boolean withdraw(Waiter waiter) {
        for (Iterator<Waiter> waiting = queue.iterator(); waiting.hasNext(); ) {
            if (waiting.next() == waiter) {
                waiting.remove();
                return true;
            }
        }
        return false;
    }

    public void release(int number) {
        Waiter next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                free.add(number);
                return;
            }
        }
        next.given(number);
    }
}
