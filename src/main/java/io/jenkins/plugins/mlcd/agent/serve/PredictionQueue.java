package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.model.ModelUnavailableException;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A bounded queue before a model, and the one thread that works it off. What has queued up meanwhile goes through the
 * model together, so under load a batch is larger and an idle server adds no wait, unless it is told to wait for more.
 */
final class PredictionQueue implements AutoCloseable {

    /** Weight of the newest batch in the mean time of a request. */
    private static final double NEWEST = 0.2;

    private final Predictor predictor;
    private final Batching batching;
    private final Observer observer;
    private final BlockingQueue<Waiting> queue;
    private final Thread worker;
    private volatile double secondsEach = 0.001;
    private volatile boolean closed;

    /** Is told of each batch. */
    interface Observer {

        /** A request had waited this long when its batch went to the model. */
        void waited(double seconds);

        void batch(int size);
    }

    private record Waiting(float[] input, long since, CompletableFuture<float[]> answer) {}

    PredictionQueue(Predictor predictor, Batching batching, Observer observer) {
        this.predictor = predictor;
        this.batching = batching;
        this.observer = observer;
        this.queue = new ArrayBlockingQueue<>(batching.queue());
        this.worker = new Thread(this::work, "predictions");
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * The probabilities for {@code input}, later. A request whose future was completed by someone else while it waited, such as one whose time
     * has passed, does not go to the model.
     *
     * @throws HttpException 429 when the queue is full, 503 when the server is ending
     */
    CompletableFuture<float[]> submit(float[] input) {
        if (closed) {
            throw ending();
        }
        Waiting waiting = new Waiting(input, System.nanoTime(), new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            int length = queue.size();
            throw HttpException.later(429, "too many requests: " + length + " are waiting already", Duration.ofMillis((long) (length * secondsEach * 1e3)));
        }
        return waiting.answer;
    }

    int length() {
        return queue.size();
    }

    private static HttpException ending() {
        return HttpException.later(503, "the server is ending", Duration.ofSeconds(1));
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(batching.size());
        try {
            while (!closed || !queue.isEmpty()) {
                batch.add(queue.take());
                fill(batch);
                batch.removeIf(waiting -> waiting.answer.isDone());
                if (!batch.isEmpty()) {
                    predict(batch);
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            queue.drainTo(batch);
            batch.forEach(waiting -> waiting.answer.completeExceptionally(ending()));
        }
    }

    private void fill(List<Waiting> batch) throws InterruptedException {
        queue.drainTo(batch, batching.size() - 1);
        long until = batch.get(0).since + batching.longestWait().toNanos();
        for (long left = until - System.nanoTime(); batch.size() < batching.size() && left > 0; left = until - System.nanoTime()) {
            Waiting next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            queue.drainTo(batch, batching.size() - batch.size());
        }
    }

    private void predict(List<Waiting> batch) {
        long start = System.nanoTime();
        observer.batch(batch.size());
        batch.forEach(waiting -> observer.waited((start - waiting.since) / 1e9));
        try {
            float[][] probabilities = predictor.predict(batch.stream().map(Waiting::input).toArray(float[][]::new));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(probabilities[i]);
            }
        } catch (ModelUnavailableException e) {
            HttpException failure = HttpException.later(503, "the model is not there: " + e.getMessage(), e.retryAfter());
            batch.forEach(waiting -> waiting.answer.completeExceptionally(failure));
        } catch (RuntimeException e) {
            failed(batch, e);
        }
        secondsEach += NEWEST * ((System.nanoTime() - start) / 1e9 / batch.size() - secondsEach);
    }

    /** One input that the model chokes on may not cost the others of its batch their answer. */
    private void failed(List<Waiting> batch, RuntimeException error) {
        if (batch.size() == 1) {
            batch.get(0).answer.completeExceptionally(new HttpException(500, "the model failed: " + error.getMessage()));
        } else {
            batch.forEach(waiting -> predict(List.of(waiting)));
        }
    }

    /** Ends the thread; what is still waiting is answered with 503. */
    @Override
    public void close() {
        closed = true;
        worker.interrupt();
        try {
            worker.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
