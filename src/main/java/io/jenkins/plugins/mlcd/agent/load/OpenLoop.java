package io.jenkins.plugins.mlcd.agent.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Requests that arrive when they are due, as those of many independent users do: with exponential gaps, whether or not earlier ones
 * were answered. A latency counts from the moment that its request was due, so a server that stalls is seen by all who
 * would have come meanwhile and not only by the one who waited (Tene's coordinated omission).
 */
final class OpenLoop {

    /** Requests that may be under way; the next one then waits, and its waiting counts. */
    static final int MOST_UNDER_WAY = 512;

    private static final int DIGITS = 3;

    private final double rate;
    private final RandomGenerator random;

    /** @param rate requests a second */
    OpenLoop(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    /** Sends what is due within {@code nanos}, and waits for the answers. */
    Block run(LoadTarget target, long first, long nanos) throws InterruptedException {
        ConcurrentHistogram latencies = new ConcurrentHistogram(DIGITS);
        AtomicLong errors = new AtomicLong();
        Semaphore free = new Semaphore(MOST_UNDER_WAY);
        long start = System.nanoTime();
        long number = first;
        for (double due = gap(); due < nanos; due += gap()) {
            long at = start + (long) due;
            sleepUntil(at);
            free.acquire();
            target.send(number++).thenAccept(ok -> {
                latencies.recordValue(Math.max(0, System.nanoTime() - at));
                if (!ok) {
                    errors.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(MOST_UNDER_WAY);
        return new Block(latencies, errors.get(), System.nanoTime() - start);
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) / rate * TimeUnit.SECONDS.toNanos(1);
    }

    private static void sleepUntil(long at) throws InterruptedException {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
