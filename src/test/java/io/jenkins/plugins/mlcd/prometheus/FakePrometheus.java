package io.jenkins.plugins.mlcd.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that answers whatever a test wants to the questions of a client, and keeps them. */
final class FakePrometheus implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String scheme;
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A question. */
    record Asked(String method, String path, Map<String, String> parameters, String authorization) {}

    private FakePrometheus(HttpServer server, String scheme, HttpHandler answer) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(asked(exchange));
            answer.handle(exchange);
        });
        server.start();
    }

    static FakePrometheus answering(HttpHandler answer) throws IOException {
        return new FakePrometheus(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http", answer);
    }

    static FakePrometheus secure(SSLContext certificate, HttpHandler answer) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return new FakePrometheus(server, "https", answer);
    }

    static HttpHandler text(int status, String body) {
        return exchange -> send(exchange, status, body);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A whole answer around a result. */
    static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    private static Asked asked(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String form = query == null ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : query;
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : form.isEmpty() ? new String[0] : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), parameters, exchange.getRequestHeaders().getFirst("Authorization"));
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    PrometheusServer at() {
        return PrometheusServer.at(url());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
