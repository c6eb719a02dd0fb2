package org.jenkinsci.plugins.workflow.support.concurrent;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** Interrupts the thread that opened it when it is not closed in time. */
public class Timeout implements AutoCloseable {

    private final ScheduledFuture<?> task;
    private boolean closed;

    private Timeout(Thread thread, long time, TimeUnit unit) {
        task = Timer.get().schedule(() -> interrupt(thread), time, unit);
    }

    private synchronized void interrupt(Thread thread) {
        if (!closed) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        task.cancel(false);
    }

    public static Timeout limit(long time, TimeUnit unit) {
        return new Timeout(Thread.currentThread(), time, unit);
    }
}
