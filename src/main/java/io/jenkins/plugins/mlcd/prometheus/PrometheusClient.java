package io.jenkins.plugins.mlcd.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a Prometheus server; every failure is a {@link PrometheusException} that names its URL. Thread-safe. */
public final class PrometheusClient {

    /** A longer question does not fit in a URL everywhere, and is sent as a form. */
    private static final int LONGEST_URL = 2_000;

    private static final int LONGEST_COMPLAINT = 500;

    private final PrometheusServer server;
    private final Exchange exchange;

    public PrometheusClient(PrometheusServer server) {
        this(server, Exchange.PAUSES);
    }

    /** @param pauses before each repetition of a question that failed for the moment */
    PrometheusClient(PrometheusServer server, List<Duration> pauses) {
        this.server = server;
        this.exchange = new Exchange(server, pauses);
    }

    public URI url() {
        return server.url();
    }

    /** What {@code query} gives now, by the clock of the server: at most one sample a series, or those of a range selector. */
    public List<Series> query(String query) throws IOException, InterruptedException {
        return Answers.series(said(), ask("query", Map.of("query", query)));
    }

    /** What {@code query} gives at {@code at}. */
    public List<Series> query(String query, Instant at) throws IOException, InterruptedException {
        return Answers.series(said(), ask("query", Map.of("query", query, "time", seconds(at))));
    }

    /**
     * What {@code query} gives at each step from {@code from} to {@code to}, both included.
     *
     * @throws IllegalArgumentException when the times do not follow each other or the step is not above 0
     */
    public List<Series> range(String query, Instant from, Instant to, Duration step) throws IOException, InterruptedException {
        if (to.isBefore(from) || step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("a range goes forward in steps above 0, but not from " + from + " to " + to + " by " + step);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", query);
        parameters.put("start", seconds(from));
        parameters.put("end", seconds(to));
        parameters.put("step", Double.toString(step.toMillis() / 1e3));
        return Answers.series(said(), ask("query_range", parameters));
    }

    /** The version that the server states, such as {@code 2.42.0}. */
    public String version() throws IOException, InterruptedException {
        return ask("status/buildinfo", Map.of()).path("version").asText("unknown");
    }

    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
    }

    /** The field {@code data} of the answer. */
    private JsonNode ask(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        String form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String address = server.url().toString().replaceAll("/+$", "") + "/api/v1/" + path;
        HttpRequest question = form.length() <= LONGEST_URL
                ? HttpRequest.newBuilder(URI.create(form.isEmpty() ? address : address + "?" + form)).GET().build()
                : HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        Exchange.Answer answer = exchange.send(question);
        if (answer.status() != 200) {
            throw new PrometheusException(said() + " answered " + answer.status() + complaint(answer.body()), answer.status());
        }
        return data(answer.body());
    }

    private JsonNode data(byte[] body) throws PrometheusException {
        try {
            ObjectNode answer = Json.parseObject(new String(body, StandardCharsets.UTF_8));
            if (!"success".equals(answer.path("status").asText())) {
                throw new PrometheusException(said() + " answered without success" + complaint(body), 200);
            }
            return answer.path("data");
        } catch (JsonProcessingException e) {
            throw new PrometheusException(said() + " answered no JSON; is it a Prometheus server?", e);
        }
    }

    /** What the server says is wrong; another program's error page is not repeated. */
    private static String complaint(byte[] body) {
        try {
            String error = Json.parseObject(new String(body, StandardCharsets.UTF_8)).path("error").asText("");
            return error.isEmpty() ? "" : ": " + error.substring(0, Math.min(error.length(), LONGEST_COMPLAINT)).replaceAll("\\s+", " ");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private String said() {
        return "Prometheus at " + server.url();
    }
}
