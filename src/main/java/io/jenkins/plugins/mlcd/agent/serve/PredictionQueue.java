package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A bounded queue before a model, and the one thread that works it off. What has queued up meanwhile goes through the
 * model together, so under load a batch is larger and an idle server adds no wait.
 */
final class PredictionQueue implements AutoCloseable {

    private static final int MAX_BATCH = 32;

    private final Predictor predictor;
    private final BlockingQueue<Waiting> queue;
    private final Thread worker;
    private volatile boolean closed;

    private record Waiting(float[] input, CompletableFuture<float[]> answer) {}

    PredictionQueue(Predictor predictor, int capacity) {
        this.predictor = predictor;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.worker = new Thread(this::work, "predictions");
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * The probabilities for {@code input}, later.
     *
     * @throws HttpException 429 when the queue is full, 503 when the server is ending
     */
    CompletableFuture<float[]> submit(float[] input) {
        if (closed) {
            throw new HttpException(503, "the server is ending");
        }
        Waiting waiting = new Waiting(input, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw new HttpException(429, "too many requests: " + queue.size() + " are waiting already");
        }
        return waiting.answer;
    }

    int length() {
        return queue.size();
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(MAX_BATCH);
        try {
            while (!closed || !queue.isEmpty()) {
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                predict(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            queue.drainTo(batch);
            batch.forEach(waiting -> waiting.answer.completeExceptionally(new HttpException(503, "the server is ending")));
        }
    }

    private void predict(List<Waiting> batch) {
        try {
            float[][] inputs = batch.stream().map(Waiting::input).toArray(float[][]::new);
            float[][] probabilities = predictor.predict(inputs);
            for (int i = 0; i < inputs.length; i++) {
                batch.get(i).answer.complete(probabilities[i]);
            }
        } catch (RuntimeException e) {
            HttpException failure = new HttpException(500, "the model failed: " + e.getMessage());
            batch.forEach(waiting -> waiting.answer.completeExceptionally(failure));
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
