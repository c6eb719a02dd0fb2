package io.jenkins.plugins.mlcd.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When a command that runs until it is told to stop should stop: at a signal (SIGTERM, Ctrl-C) or, if wanted, at the end of
 * standard input. A signal's shutdown waits until the command has cleaned up, at most 30 seconds and what the command says it may take more.
 */
final class Ending implements AutoCloseable {

    private final CountDownLatch clean = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    private final Duration more;

    private Ending(Duration more) {
        this.more = more;
    }

    static Ending onSignal(boolean orEndOfInput) {
        return onSignal(orEndOfInput, Duration.ZERO);
    }

    /** @param more time that cleaning up may take beyond 30 seconds */
    static Ending onSignal(boolean orEndOfInput, Duration more) {
        Ending ending = new Ending(more);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::shutdown, "shutdown"));
        if (orEndOfInput) {
            Thread reader = new Thread(ending::awaitEndOfInput, "stdin");
            reader.setDaemon(true);
            reader.start();
        }
        return ending;
    }

    /** Returns when the command should stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** As {@link #await()}, but returns false when the time passes first. */
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Called when the command has cleaned up: the process may go. */
    @Override
    public void close() {
        clean.countDown();
    }

    private void shutdown() {
        asked.countDown();
        try {
            clean.await(30_000 + more.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEndOfInput() {
        byte[] ignored = new byte[1024];
        try {
            while (System.in.read(ignored) >= 0) {
                // Only the end matters.
            }
        } catch (IOException e) {
            // A broken standard input is one that has ended.
        }
        asked.countDown();
    }
}
