package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.util.Timer;

/** Threads for work that waits for disks and agents: neither the Pipeline's thread nor the shared timer may do it. */
final class Background {

    private static final int THREADS = 32;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ExecutorService POOL = pool();

    private Background() {}

    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "mlcd sweep " + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static void now(Runnable work) {
        POOL.execute(work);
    }

    static void later(long millis, Runnable work) {
        Timer.get().schedule(() -> POOL.execute(work), millis, TimeUnit.MILLISECONDS);
    }
}
