package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.util.Timer;

/** Threads for work that waits for targets: neither the Pipeline's thread nor the shared timer may do it. */
final class RolloutThreads {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mlcd rollout " + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private RolloutThreads() {}

    /** Runs {@code work} after {@code millis} milliseconds; cancelling the result before that takes it back. */
    static Future<?> later(long millis, Runnable work) {
        return Timer.get().schedule(() -> POOL.execute(work), Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
}
