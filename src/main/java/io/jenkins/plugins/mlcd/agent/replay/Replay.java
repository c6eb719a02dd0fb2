package io.jenkins.plugins.mlcd.agent.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.data.Part.Sample;
import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends the samples of a part as prediction requests at a fixed rate, over and over in an order that the seed decides, and
 * if wanted their true labels shortly after each answer. A sample without label gets no feedback.
 */
public final class Replay implements AutoCloseable {

    /** How long after its answer the true label of a sample follows. */
    static final Duration FEEDBACK_DELAY = Duration.ofMillis(200);

    private static final int TIMEOUT_MILLIS = 30_000;

    private final ReplayOptions options;
    private final List<Sample> samples;
    private final Buffer[] inputs;
    private final ReplayFigures figures = new ReplayFigures();
    private final Semaphore free;
    private final Vertx vertx = Http.vertx(1);

    /** Everything of a request happens here: on another thread an answer's body could pass before anyone listens to it. */
    private final Context loop = vertx.getOrCreateContext();

    private final HttpClient client;
    private List<Integer> order = List.of();
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    public Replay(ReplayOptions options, Part part) {
        if (part.size() == 0) {
            throw new IllegalArgumentException("part '" + part.name() + "' holds no samples to replay");
        }
        this.options = options;
        this.samples = part.samples();
        this.inputs = new Buffer[part.size()];
        this.free = new Semaphore(options.concurrency());
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000),
                new PoolOptions().setHttp1MaxSize(2 * options.concurrency()));
    }

    public ReplayFigures figures() {
        return figures;
    }

    /** Sends until the count is reached or {@code stop} says so, and waits for the answers that are due. */
    public void run(BooleanSupplier stop) throws InterruptedException {
        long start = System.nanoTime();
        for (long number = 0; number < options.count() && !stop.getAsBoolean(); number++) {
            long due = start + (long) (number * 1e9 / options.rate());
            if (!sleepUntil(due, stop) || !acquire(stop)) {
                break;
            }
            long next = number;
            loop.runOnContext(now -> send(next, due));
        }
        free.tryAcquire(options.concurrency(), TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static boolean sleepUntil(long due, BooleanSupplier stop) throws InterruptedException {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            if (stop.getAsBoolean()) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(wait, 100_000_000));
        }
        return true;
    }

    private boolean acquire(BooleanSupplier stop) throws InterruptedException {
        while (!free.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            if (stop.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** The latency counts from when the request was due, so that waiting for a slow server is not left out of it. */
    private void send(long number, long dueNanos) {
        int index = index(number);
        String id = "replay-" + run + "-" + number;
        figures.sent();
        post("/predict", request(id, index))
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)))
                .onComplete(done -> {
                    // Only when it is counted may the end of the run see the place as free.
                    try {
                        ended(id, samples.get(index), done, (System.nanoTime() - dueNanos) / 1e6);
                    } finally {
                        free.release();
                    }
                });
    }

    private void ended(String id, Sample sample, AsyncResult<Answer> done, double millis) {
        if (done.failed()) {
            figures.failed(done.cause().getMessage());
        } else if (done.result().status != 200) {
            figures.failed("status " + done.result().status);
        } else {
            answered(id, sample, done.result(), millis);
        }
    }

    private record Answer(int status, Buffer body) {}

    private void answered(String id, Sample sample, Answer answer, double millis) {
        ObjectNode body = Http.object(answer.body);
        boolean right = sample.label().filter(label -> label.equals(body.path("prediction").asText())).isPresent();
        figures.answered(body.path("model").asText("?"), millis, sample.label().isPresent(), right);
        if (options.feedback() && sample.label().isPresent()) {
            ObjectNode label = Json.object().put("id", id).put("label", sample.label().get());
            vertx.setTimer(FEEDBACK_DELAY.toMillis(), timer -> post("/feedback", Buffer.buffer(Json.line(label)))
                    .compose(HttpClientResponse::end)
                    .onFailure(error -> figures.feedbackLost()));
        }
    }

    private Future<HttpClientResponse> post(String path, Buffer body) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(options.url().getHost())
                        .setPort(options.port())
                        .setURI(path))
                .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Each round has an order of its own, the same for the same seed. */
    private int index(long number) {
        int position = (int) (number % samples.size());
        if (position == 0) {
            order = IntStream.range(0, samples.size()).boxed().collect(Collectors.toList());
            Collections.shuffle(order, new Random(options.seed() + number / samples.size()));
        }
        return order.get(position);
    }

    private Buffer request(String id, int index) {
        if (inputs[index] == null) {
            ArrayNode input = Json.mapper().createArrayNode();
            for (float value : samples.get(index).input()) {
                input.add(value);
            }
            inputs[index] = Buffer.buffer("\",\"input\":" + input + "}");
        }
        return Buffer.buffer("{\"id\":\"" + id).appendBuffer(inputs[index]);
    }

    /** Lets labels that are due go out, then ends. */
    @Override
    public void close() throws InterruptedException {
        if (options.feedback()) {
            Thread.sleep(2 * FEEDBACK_DELAY.toMillis());
        }
        Http.end(client.close());
        Http.end(vertx.close());
    }
}
