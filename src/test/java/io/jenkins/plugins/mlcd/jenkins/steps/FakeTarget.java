package io.jenkins.plugins.mlcd.jenkins.steps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.util.Secret;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The admin API of a target, as far as the registry, monitor and dataset steps use it. */
final class FakeTarget implements AutoCloseable {

    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile Supplier<Profile> traffic = Profile::empty;
    volatile int unreachable;
    volatile String capture = "";
    volatile String stable = "digits:1";
    private volatile String canary;
    private final HttpServer server;

    /** Starts it and configures it as the target {@code production}. */
    FakeTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        LocalTarget target = new LocalTarget("production", "http://127.0.0.1:" + server.getAddress().getPort());
        target.setToken(Secret.fromString("token"));
        MlcdConfiguration.get().setTargets(List.of(target));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (unreachable > 0 && request.equals("GET /admin/state")) {
            unreachable--;
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        requests.add(request);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (request) {
            case "PUT /admin/versions/canary" -> canary = query.replace("model=", "");
            case "POST /admin/promote" -> {
                stable = new String(body, StandardCharsets.UTF_8).replaceAll(".*\"model\":\"([^\"]*)\".*", "$1");
                canary = null;
            }
            case "DELETE /admin/versions/canary" -> canary = null;
            default -> { } // readers change nothing
        }
        String text = switch (request) {
            case "GET /admin/profile" -> traffic.get().toJson();
            case "GET /admin/capture.csv" -> capture;
            default -> state();
        };
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String state() {
        return "{\"name\":\"production\",\"dataUrl\":\"http://127.0.0.1:1\",\"weight\":0,\"stable\":" + version(stable, "stable")
                + (canary == null ? "" : ",\"canary\":" + version(canary, "canary")) + "}";
    }

    private static String version(String model, String role) {
        return "{\"model\":\"" + model + "\",\"role\":\"" + role + "\",\"ready\":true,\"since\":\"2026-01-01T00:00:00Z\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
