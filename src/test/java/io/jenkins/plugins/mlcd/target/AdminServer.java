package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;

/** The admin API of a local target on loopback, without models: it keeps state, counts requests and can be told to fail. */
public final class AdminServer implements AutoCloseable {

    private static final String TOKEN = "s3cret";
    /** What was asked, as {@code PUT /admin/weight}. */
    public final CopyOnWriteArrayList<String> requests = new CopyOnWriteArrayList<>();

    /** So many next answers are 503. */
    public volatile int failures;

    /** Requests that each version answered, and of these how many failed. */
    private final Map<String, long[]> counters = new TreeMap<>();

    private HttpServer server;
    private String stable;
    private String canary;
    private int weight;
    private ObjectNode split;

    public AdminServer() throws IOException {
        server = listening();
    }

    private HttpServer listening() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "admin server of a test");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
        return server;
    }

    /** Answers at another address from now on; who knows the former one alone reaches nobody any more. */
    public synchronized void move() throws IOException {
        HttpServer former = server;
        server = listening();
        former.stop(0);
    }

    public synchronized URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public LocalTargetClient client() {
        return new LocalTargetClient(url(), () -> TOKEN);
    }

    public static String token() {
        return TOKEN;
    }

    public synchronized Optional<String> stable() {
        return Optional.ofNullable(stable);
    }

    public synchronized Optional<String> canary() {
        return Optional.ofNullable(canary);
    }

    public synchronized void serve(String model) {
        stable = model;
        counters.putIfAbsent(model, new long[2]);
    }

    /** As it is before the first model. */
    public synchronized void clear() {
        stable = null;
        canary = null;
    }

    /** Users send requests, shared by the weight; {@code canaryErrors} of 100 fail on the canary. */
    public synchronized void traffic(int count, int canaryErrors) {
        int mine = canary == null ? 0 : count * weight / 100;
        if (canary != null) {
            add(canary, mine, mine * canaryErrors / 100);
        }
        if (stable != null) {
            add(stable, count - mine, 0);
        }
    }

    private void add(String model, int requestCount, int errors) {
        long[] sums = counters.computeIfAbsent(model, name -> new long[2]);
        sums[0] += requestCount;
        sums[1] += errors;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (failures > 0) {
            failures--;
            answer(exchange, 503, Json.object().put("error", "not now"));
        } else if (!"GET".equals(exchange.getRequestMethod())
                && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, Json.object().put("error", "this needs the header 'Authorization: Bearer <token>'"));
        } else {
            route(exchange, exchange.getRequestMethod() + " " + path, body);
        }
    }

    private synchronized void route(HttpExchange exchange, String what, byte[] body) throws IOException {
        switch (what) {
            case "GET /admin/metrics" -> answer(exchange, 200, metrics());
            case "GET /admin/capture.csv" -> answer(exchange, 200, "id,at,model,prediction,confidence,label,x0\n");
            case "PUT /admin/versions/stable" -> {
                requireZip(body);
                serve(model(exchange));
                answer(exchange, 200, state());
            }
            case "PUT /admin/versions/canary" -> {
                requireZip(body);
                canary = model(exchange);
                counters.putIfAbsent(canary, new long[2]);
                answer(exchange, 200, state());
            }
            case "PUT /admin/split" -> {
                ObjectNode wanted = Json.parseObject(new String(body, StandardCharsets.UTF_8));
                setWeight(exchange, wanted);
                split = canary == null ? null : wanted;
            }
            case "PUT /admin/weight" -> setWeight(exchange, Json.parseObject(new String(body, StandardCharsets.UTF_8)));
            case "POST /admin/promote" -> promote(exchange, Json.parseObject(new String(body, StandardCharsets.UTF_8)));
            case "DELETE /admin/versions/canary" -> {
                canary = null;
                weight = 0;
                split = null;
                answer(exchange, 200, state());
            }
            case "GET /admin/state" -> answer(exchange, 200, state());
            default -> answer(exchange, 404, Json.object().put("error", "no such path"));
        }
    }

    private void setWeight(HttpExchange exchange, ObjectNode body) throws IOException {
        if (canary == null && body.path("canary").asInt() > 0) {
            answer(exchange, 409, Json.object().put("error", "there is no canary to send requests to"));
            return;
        }
        weight = body.path("canary").asInt();
        split = null;
        answer(exchange, 200, state());
    }

    private void promote(HttpExchange exchange, ObjectNode body) throws IOException {
        String model = body.path("model").asText();
        if (!model.equals(canary) && !model.equals(stable)) {
            answer(exchange, 409, Json.object().put("error", model + " is not the canary"));
            return;
        }
        stable = model;
        canary = null;
        weight = 0;
        split = null;
        answer(exchange, 200, state());
    }

    private static void requireZip(byte[] body) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            if (zip.getNextEntry() == null) {
                throw new IOException("the body is no zip archive with files");
            }
        }
    }

    private static String model(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return URLDecoder.decode(query.substring("model=".length()), StandardCharsets.UTF_8);
    }

    private ObjectNode state() {
        ObjectNode state = Json.object().put("name", "production").put("dataUrl", "http://127.0.0.1:1").put("weight", weight);
        if (split != null) {
            state.set("split", split);
        }
        if (stable != null) {
            state.set("stable", version(stable, "stable"));
        }
        if (canary != null) {
            state.set("canary", version(canary, "canary"));
        }
        return state;
    }

    private static ObjectNode version(String model, String role) {
        return Json.object().put("model", model).put("role", role).put("ready", true).put("since", "2026-01-01T00:00:00Z");
    }

    private ObjectNode metrics() {
        ObjectNode models = Json.object();
        counters.forEach((model, sums) -> {
            ObjectNode figures = Json.object().put("requests", sums[0]).put("errors", sums[1]);
            ObjectNode latency = figures.putObject("latency_ms").put("sum", 5.0 * sums[0]);
            latency.putArray("bounds").add(10).add(100);
            latency.putArray("counts").add(sums[0]).add(0).add(0);
            figures.putObject("confidence").put("count", sums[0]).put("sum", 0.9 * sums[0]).put("sumSquares", 0.82 * sums[0]);
            models.set(model, figures);
        });
        ObjectNode metrics = Json.object();
        metrics.set("models", models);
        return metrics;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public synchronized void close() {
        server.stop(0);
    }
}
