package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Profiles and captures traffic on a thread of its own. When that thread falls behind, or the disk is full, samples are left
 * out and counted; a prediction never waits for it.
 */
final class TrafficRecorder implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(TrafficRecorder.class.getName());
    private static final int QUEUE = 4096;
    private static final int OK = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long COMPLAINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final FeatureExtractor features;
    private final ProfileWindows windows;
    private final Optional<Capture> capture;
    private final Consumer<String> dropped;
    private final Runnable everySecond;
    private final HandOver<Runnable> handOver = new HandOver<>(QUEUE);
    private final Thread thread = new Thread(this::work, "recorder");
    private volatile boolean closed;
    private long calledAt = System.nanoTime();
    private long complainedAt = System.nanoTime() - COMPLAINT_NANOS;

    /**
     * What is written to disk.
     *
     * @param rate share of the predictions that are captured, 0 to 1; all are profiled
     * @param requestBytes a prediction that takes more is left out
     * @param covered which values of an input must not be written
     */
    record Capture(CaptureLog log, double rate, int requestBytes, boolean[] covered, RandomGenerator random) {

        boolean isWanted() {
            return rate >= 1 || random.nextDouble() < rate;
        }

        /** The sample without what must not be written. */
        CapturedSample masked(CapturedSample sample) {
            float[] input = null;
            for (int i = 0; i < covered.length; i++) {
                if (covered[i]) {
                    input = input == null ? sample.input().clone() : input;
                    input[i] = Float.NaN;
                }
            }
            return input == null ? sample : sample.withInput(input);
        }
    }

    /**
     * @param dropped told the reason, {@code queue}, {@code size} or {@code disk}, of each sample that was left out
     * @param everySecond called about once a second by the thread that profiles
     */
    TrafficRecorder(
            FeatureExtractor features, ProfileWindows windows, Optional<Capture> capture, Consumer<String> dropped, Runnable everySecond) {
        this.features = features;
        this.windows = windows;
        this.capture = capture;
        this.dropped = dropped;
        this.everySecond = everySecond;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A request that was answered with a prediction.
     *
     * @param original whether it may be captured, too; copies of requests are captured where their originals are
     * @param seconds that it took
     */
    void predicted(CapturedSample sample, Map<String, String> slices, boolean original, double seconds) {
        handOver(() -> {
            double[] values = features.extract(sample.input());
            windows.update(window -> {
                window.add(values, sample.prediction(), sample.confidence());
                window.addRequest(seconds, OK);
                slices.forEach((field, value) -> window.addSlice(field, value, sample.prediction()));
            });
            if (original) {
                onDisk(to -> capture(to, sample));
            }
        });
    }

    private void capture(Capture to, CapturedSample sample) throws IOException {
        if (to.isWanted() && !to.log.append(to.masked(sample), to.requestBytes)) {
            dropped.accept("size");
        }
    }

    /** What the model made of the inputs of a batch before it decided. */
    void embedded(float[][] embeddings) {
        handOver(() -> windows.update(window -> Arrays.stream(embeddings).forEach(window::addEmbedding)));
    }

    /** A request that was answered with an error. */
    void failed(int status, double seconds) {
        handOver(() -> windows.update(window -> window.addRequest(seconds, status)));
    }

    /** A true label that came: the first of a request that is remembered, or of one that is not. */
    void labelled(Feedback feedback, LabelJoin.Joined joined, Instant at) {
        handOver(() -> {
            windows.update(window -> {
                window.addLabel(joined.prediction().map(LabelJoin.Prediction::answer).orElse(null),
                        joined.prediction().map(LabelJoin.Prediction::confidence).orElse(Double.NaN), feedback.label());
                joined.prediction().ifPresent(prediction -> prediction.slices()
                        .forEach((field, value) -> window.addSliceLabel(field, value, joined.result() == LabelJoin.Result.CORRECT)));
            });
            onDisk(to -> to.log.append(feedback, at));
        });
    }

    private void handOver(Runnable event) {
        if (!handOver.offer(event)) {
            dropped.accept("queue");
        }
    }

    private void work() {
        boolean last = false;
        while (!last) {
            last = closed;
            List<Runnable> events = handOver.take();
            events.forEach(this::safely);
            if (!events.isEmpty()) {
                onDisk(to -> to.log.flush());
            } else if (!last) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (System.nanoTime() - calledAt >= TimeUnit.SECONDS.toNanos(1)) {
                calledAt = System.nanoTime();
                onDisk(to -> to.log.age());
                safely(everySecond);
            }
        }
        onDisk(to -> to.log.close());
    }

    /** A sample that cannot be profiled may not end the thread that profiles all others. */
    private void safely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            dropped.accept("error");
            complain("a sample could not be profiled", e);
        }
    }

    @FunctionalInterface
    private interface DiskAction {
        void run(Capture to) throws IOException;
    }

    private void onDisk(DiskAction action) {
        if (capture.isEmpty()) {
            return;
        }
        try {
            action.run(capture.get());
        } catch (IOException e) {
            dropped.accept("disk");
            complain("the capture misses samples", e);
        }
    }

    private void complain(String what, Exception why) {
        if (System.nanoTime() - complainedAt >= COMPLAINT_NANOS) {
            complainedAt = System.nanoTime();
            LOGGER.log(Level.WARNING, () -> what + ": " + why);
        }
    }

    /** Ends the thread after it has worked off what is queued, at most 5 seconds. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
