package io.jenkins.plugins.mlcd.agent.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Clients that ask again as soon as they are answered: what a server can do at most. Their latencies say nothing of users. */
final class ClosedLoop {

    private static final int DIGITS = 3;

    private final int clients;

    ClosedLoop(int clients) {
        this.clients = clients;
    }

    /** Lets each client ask until {@code nanos} have passed. */
    Block run(LoadTarget target, long first, long nanos) throws InterruptedException {
        Run run = new Run(target, first, System.nanoTime() + nanos);
        long start = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            run.ask();
        }
        run.working.await();
        return new Block(run.latencies, run.errors.get(), System.nanoTime() - start);
    }

    private final class Run {
        private final LoadTarget target;
        private final long end;
        private final AtomicLong number;
        private final AtomicLong errors = new AtomicLong();
        private final ConcurrentHistogram latencies = new ConcurrentHistogram(DIGITS);
        private final CountDownLatch working = new CountDownLatch(clients);

        Run(LoadTarget target, long first, long end) {
            this.target = target;
            this.number = new AtomicLong(first);
            this.end = end;
        }

        void ask() {
            long start = System.nanoTime();
            target.send(number.getAndIncrement()).thenAcceptAsync(ok -> {
                long now = System.nanoTime();
                latencies.recordValue(now - start);
                if (!ok) {
                    errors.incrementAndGet();
                }
                if (now < end) {
                    ask();
                } else {
                    working.countDown();
                }
            });
        }
    }
}
