package io.jenkins.plugins.mlcd.agent.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.load.LoadTarget;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends a running server malformed requests, and then many good ones while it watches the server's memory. */
public final class HealthCheck {

    private static final int READINGS = 40;

    /** Readings at the begin that do not count: caches and compilers fill then. */
    private static final int SETTLING = 10;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PART_PATIENCE_MILLIS = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final URI server;
    private final BooleanSupplier healthy;
    private final Supplier<OptionalLong> residentBytes;
    private final LoadTarget predictions;
    private final Consumer<String> console;

    /**
     * @param healthy whether {@code GET /healthz} answers 200 now
     * @param residentBytes memory of the server now
     * @param console gets a line for each request that the server did not take well
     */
    public HealthCheck(URI server, BooleanSupplier healthy, Supplier<OptionalLong> residentBytes, LoadTarget predictions, Consumer<String> console) {
        this.server = server;
        this.healthy = healthy;
        this.residentBytes = residentBytes;
        this.predictions = predictions;
        this.console = console;
    }

    /**
     * Does all of it.
     *
     * @param inputs values that the model takes
     * @param requests good ones, at least 400
     * @param confidence of each bound
     * @return metrics as the protocol has them, {@code healthy} 1 when nothing was wrong but for memory
     */
    public ObjectNode run(int inputs, long requests, double confidence) throws InterruptedException {
        if (requests < 10L * READINGS) {
            throw new IllegalArgumentException("a health check needs at least " + 10 * READINGS + " requests, but has " + requests);
        }
        ObjectNode metrics = Json.object();
        boolean answers = predictions.send(0).join();
        int failures = 0;
        List<MalformedRequest> corpus = MalformedRequest.corpus(inputs);
        for (MalformedRequest request : corpus) {
            failures += survives(request) ? 0 : 1;
        }
        metrics.put("malformed_requests", corpus.size()).put("malformed_failures", failures);
        long errors = soak(metrics, requests, confidence);
        boolean well = answers && failures == 0 && errors == 0 && predictions.send(0).join() && healthy.getAsBoolean();
        return metrics.put("healthy", well ? 1 : 0);
    }

    private boolean survives(MalformedRequest request) {
        String problem = problem(request);
        if (!problem.isEmpty()) {
            console.accept(request.name() + ": " + problem);
        }
        return problem.isEmpty();
    }

    private String problem(MalformedRequest request) {
        RawConnection.Answer answer;
        try {
            answer = RawConnection.send(server, request.bytes(), request.whole() ? PATIENCE_MILLIS : PART_PATIENCE_MILLIS);
        } catch (IOException e) {
            return "no connection: " + e.getMessage();
        }
        if (!healthy.getAsBoolean()) {
            return "the server is not healthy any more";
        }
        if (request.whole() && answer.silent()) {
            return "no answer within " + PATIENCE_MILLIS / 1000 + " seconds";
        }
        int status = answer.status().orElse(CLIENT_ERROR); // to close the connection is an answer too
        return status >= CLIENT_ERROR && status < SERVER_ERROR ? "" : "answered " + status + ", but 400 to 499 was expected";
    }

    /** @return requests that were not answered by a prediction */
    private long soak(ObjectNode metrics, long requests, double confidence) throws InterruptedException {
        long each = requests / READINGS;
        long errors = 0;
        List<Long> resident = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            for (long j = 0; j < each; j++) {
                errors += predictions.send(i * each + j).join() ? 0 : 1;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            OptionalLong now = residentBytes.get();
            if (i >= SETTLING && now.isPresent()) {
                resident.add(now.getAsLong());
            }
        }
        metrics.put("requests", each * READINGS).put("error_rate", (double) errors / (each * READINGS));
        if (resident.size() == READINGS - SETTLING) {
            MemoryGrowth growth = MemoryGrowth.of(resident, each, confidence);
            metrics.put("server_memory_bytes", resident.stream().mapToLong(Long::longValue).max().orElseThrow());
            metrics.putObject("memory_growth_bytes")
                    .put("value", growth.bytesPerRequest())
                    .put("low", growth.interval().low())
                    .put("high", growth.interval().high())
                    .put("samples", resident.size() - 1);
        }
        return errors;
    }
}
