package io.jenkins.plugins.mlcd.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prometheus server with Istio's request counters of two workloads, which have risen by 100 a fifth of a second ever since. */
public final class CannedIstio implements AutoCloseable {

    private static final Pattern WORKLOAD = Pattern.compile("destination_workload=\"([^\"]*)\"");
    private static final double STEP = 0.2;
    private static final int EACH = 100;
    private static final int SAMPLES = 200;

    private final double start = now() - SAMPLES * STEP;
    private final FakePrometheus server;

    /** Of 100 requests to the canary, those that fail. */
    private volatile int canaryErrors;

    public CannedIstio() throws IOException {
        server = FakePrometheus.answering(this::answer);
    }

    public URI url() {
        return server.url();
    }

    public void canaryErrors(int percent) {
        canaryErrors = percent;
    }

    private static double now() {
        return Instant.now().toEpochMilli() / 1000.0;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = server.asked.get(server.asked.size() - 1).parameters().getOrDefault("query", "");
        Matcher workload = WORKLOAD.matcher(query);
        ObjectNode answer = Json.object().put("status", "success");
        ObjectNode data = answer.putObject("data");
        if (!workload.find() || query.startsWith("count(")) {
            ArrayNode value = data.put("resultType", "vector").putArray("result").addObject().putArray("value");
            value.add(now()).add("2");
        } else {
            int errors = workload.group(1).endsWith("-canary") ? canaryErrors : 0;
            ArrayNode result = data.put("resultType", "matrix").putArray("result");
            counter(result, workload.group(1), "200", EACH - errors);
            counter(result, workload.group(1), "500", errors);
        }
        FakePrometheus.send(exchange, 200, Json.line(answer));
    }

    private void counter(ArrayNode result, String workload, String code, int each) {
        ObjectNode series = result.addObject();
        series.set("metric", Json.mapper().valueToTree(Map.of(
                "__name__", "istio_requests_total", "destination_workload", workload, "response_code", code, "instance", "pod:15020", "job", "envoy")));
        long newest = (long) ((now() - start) / STEP);
        for (long step = newest - SAMPLES; step <= newest; step++) {
            series.withArray("/values").addArray().add(start + step * STEP).add(String.valueOf(step * each));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
