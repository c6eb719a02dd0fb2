package io.jenkins.plugins.mlcd.agent.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * A model version and the server that runs it. A server that crashes is started again after a pause that doubles from
 * {@link #FIRST_PAUSE} to {@link #LONGEST_PAUSE} while it keeps crashing. Thread-safe.
 */
final class DeployedModel {

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOGGER = Logger.getLogger(DeployedModel.class.getName());
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofSeconds(60);

    private final String model;
    private final Path directory;
    private final Instant since;
    private final ServerLauncher launcher;
    private final ScheduledExecutorService timer;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile URI url;
    private volatile boolean draining;
    private ServerLauncher.Running server;
    private int crashesInARow;
    private long startedNanos;

    DeployedModel(String model, Path directory, Instant since, ServerLauncher launcher, ScheduledExecutorService timer) {
        this.model = model;
        this.directory = directory;
        this.since = since;
        this.launcher = launcher;
        this.timer = timer;
    }

    String model() {
        return model;
    }

    Path directory() {
        return directory;
    }

    Instant since() {
        return since;
    }

    int restarts() {
        return restarts.get();
    }

    /** Where its server answers; empty while it is starting. */
    Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /**
     * Starts the server and returns when it can predict; from then on it is kept running.
     *
     * @throws IOException with the reason when it ends before, or is not ready in {@code patience}; it is stopped then
     */
    void start(Duration patience) throws IOException, InterruptedException {
        ServerLauncher.Running first = launch();
        try {
            first.ready().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            watch(first);
        } catch (ExecutionException e) {
            stop();
            throw new IOException("model " + model + " does not start: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            stop();
            throw new IOException("model " + model + " was not ready within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
    }

    /** Starts the server, again and again if need be, without waiting for it. */
    void keepRunning() {
        try {
            watch(launch());
        } catch (IOException e) {
            crashed("it cannot be started: " + e.getMessage());
        }
    }

    private synchronized ServerLauncher.Running launch() throws IOException {
        server = launcher.start(model, directory);
        startedNanos = System.nanoTime();
        server.ready().thenAccept(where -> url = where);
        return server;
    }

    private void watch(ServerLauncher.Running started) {
        started.ended().thenAccept(this::crashed);
    }

    private synchronized void crashed(String how) {
        url = null;
        if (draining) {
            return;
        }
        if (System.nanoTime() - startedNanos > STABLE_AFTER.toNanos()) {
            crashesInARow = 0;
        }
        restarts.incrementAndGet();
        long pause = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(crashesInARow++, 16));
        LOGGER.warning("model " + model + ": " + how + "; starting it again in " + pause + " ms");
        timer.schedule(this::restart, pause, TimeUnit.MILLISECONDS);
    }

    private void restart() {
        if (!draining) {
            keepRunning();
        }
    }

    /** Counts a request in, so that it will be waited for; false when this model takes no more. */
    boolean enter() {
        inFlight.incrementAndGet();
        if (draining) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    /** Takes no more requests, waits for those under way (at most 30 seconds) and stops the server. */
    void drain() {
        draining = true;
        long deadline = System.nanoTime() + DRAIN.toNanos();
        try {
            while (inFlight.get() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void stop() {
        draining = true;
        url = null;
        ServerLauncher.Running running;
        synchronized (this) {
            running = server;
        }
        if (running != null) {
            running.stop();
        }
    }

    /** Waits until the server can predict; false when it cannot in {@code patience}. */
    boolean awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (url == null && restarts.get() == 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return url != null;
    }
}
