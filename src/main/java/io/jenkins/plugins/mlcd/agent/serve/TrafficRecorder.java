package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Profiles and captures traffic on a thread of its own. When that thread falls behind, or the disk is full, samples are left
 * out and counted; a prediction never waits for it.
 */
final class TrafficRecorder implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(TrafficRecorder.class.getName());
    private static final int QUEUE = 4096;
    private static final long COMPLAINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final FeatureExtractor features;
    private final ProfileWindows windows;
    private final Optional<CaptureLog> capture;
    private final double rate;
    private final RandomGenerator random;
    private final Consumer<String> dropped;
    private final Runnable everySecond;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread = new Thread(this::work, "recorder");
    private volatile boolean closed;
    private long calledAt = System.nanoTime();
    private long complainedAt = System.nanoTime() - COMPLAINT_NANOS;

    private sealed interface Event {}

    private record Predicted(CapturedSample sample, boolean capture) implements Event {}

    private record Labelled(Feedback feedback, Instant at) implements Event {}

    /**
     * @param rate share of the predictions that are captured, 0 to 1; all are profiled
     * @param dropped told the reason, {@code queue} or {@code disk}, of each sample that was left out
     * @param everySecond called about once a second by the thread that profiles
     */
    TrafficRecorder(
            FeatureExtractor features,
            ProfileWindows windows,
            Optional<CaptureLog> capture,
            double rate,
            RandomGenerator random,
            Consumer<String> dropped,
            Runnable everySecond) {
        this.features = features;
        this.windows = windows;
        this.capture = capture;
        this.rate = rate;
        this.random = random;
        this.dropped = dropped;
        this.everySecond = everySecond;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param capture whether it may be captured, too; copies of requests are captured where their originals are */
    void predicted(CapturedSample sample, boolean capture) {
        enqueue(new Predicted(sample, capture));
    }

    void labelled(Feedback feedback, Instant at) {
        if (capture.isPresent()) {
            enqueue(new Labelled(feedback, at));
        }
    }

    private void enqueue(Event event) {
        if (!queue.offer(event)) {
            dropped.accept("queue");
        }
    }

    private void work() {
        try {
            while (!closed || !queue.isEmpty()) {
                Event event = queue.poll(100, TimeUnit.MILLISECONDS);
                if (event != null) {
                    record(event);
                }
                if (queue.isEmpty()) {
                    onDisk(CaptureLog::flush);
                }
                if (System.nanoTime() - calledAt >= TimeUnit.SECONDS.toNanos(1)) {
                    calledAt = System.nanoTime();
                    everySecond.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onDisk(CaptureLog::close);
    }

    private void record(Event event) {
        if (event instanceof Predicted predicted) {
            CapturedSample sample = predicted.sample;
            windows.add(features.extract(sample.input()), sample.prediction(), sample.confidence());
            if (predicted.capture && (rate >= 1 || random.nextDouble() < rate)) {
                onDisk(log -> log.append(sample));
            }
        } else if (event instanceof Labelled labelled) {
            onDisk(log -> log.append(labelled.feedback, labelled.at));
        }
    }

    @FunctionalInterface
    private interface DiskAction {
        void run(CaptureLog log) throws IOException;
    }

    private void onDisk(DiskAction action) {
        if (capture.isEmpty()) {
            return;
        }
        try {
            action.run(capture.get());
        } catch (IOException e) {
            dropped.accept("disk");
            if (System.nanoTime() - complainedAt >= COMPLAINT_NANOS) {
                complainedAt = System.nanoTime();
                LOGGER.warning("the capture misses samples: " + e);
            }
        }
    }

    /** Ends the thread after it has worked off what is queued, at most 5 seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
