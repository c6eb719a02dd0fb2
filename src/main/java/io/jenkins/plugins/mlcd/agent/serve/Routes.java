package io.jenkins.plugins.mlcd.agent.serve;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends a request to the handler of its method and path; 404 for an unknown path, 405 for another method on a known one. */
public final class Routes implements Handler<HttpServerRequest> {

    private static final Logger LOGGER = Logger.getLogger(Routes.class.getName());

    /** Answers one request; a failure becomes an error answer. */
    @FunctionalInterface
    public interface Route {
        Future<?> handle(HttpServerRequest request);
    }

    private final Map<String, Map<String, Route>> byPath = new TreeMap<>();

    public Routes on(String method, String path, Route route) {
        byPath.computeIfAbsent(path, key -> new TreeMap<>()).put(method, route);
        return this;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Future<?> answer;
        try {
            answer = route(request).handle(request);
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onFailure(error -> {
            if (!(error instanceof HttpException)) {
                LOGGER.log(Level.WARNING, request.method() + " " + request.path() + " failed", error);
            }
            Http.error(request, error);
        });
    }

    private Route route(HttpServerRequest request) {
        Map<String, Route> methods = byPath.get(request.path());
        if (methods == null) {
            throw new HttpException(404, "there is no " + request.path() + "; known are " + String.join(", ", byPath.keySet()));
        }
        Route route = methods.get(request.method().name());
        if (route == null) {
            request.response().putHeader("Allow", String.join(", ", methods.keySet()));
            throw new HttpException(405, request.path() + " takes " + String.join(" or ", methods.keySet()));
        }
        return route;
    }
}
