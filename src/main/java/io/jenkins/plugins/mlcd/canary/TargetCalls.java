package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Calls to a target, one at a time, that another thread may interrupt. */
final class TargetCalls {

    private final Object lock = new Object();
    private Thread caller;

    @FunctionalInterface
    interface Call {
        void run() throws IOException, InterruptedException;
    }

    void run(Call call) throws InterruptedException, TargetTrouble {
        synchronized (lock) {
            caller = Thread.currentThread();
        }
        try {
            call.run();
        } catch (IOException e) {
            throw new TargetTrouble(e);
        } finally {
            synchronized (lock) {
                caller = null;
            }
        }
    }

    /** Interrupts the call that is under way, if there is one. */
    void interrupt() {
        synchronized (lock) {
            if (caller != null) {
                caller.interrupt();
            }
        }
    }
}
