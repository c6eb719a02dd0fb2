package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.serve.CaptureQuery;
import io.jenkins.plugins.mlcd.agent.serve.CaptureReader;
import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.agent.serve.ModelName;
import io.jenkins.plugins.mlcd.agent.serve.Routes;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.RequestSplit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The admin API of docs/reference/protocol.md. Changes need the token and happen one after the other; reading needs neither. */
final class AdminApi implements AutoCloseable {

    static final long MAX_UPLOAD = 512L << 20;

    private static final int MAX_JSON = 4_096;

    private final Vertx vertx;
    private final byte[] authorization;
    private final TargetFiles files;
    private final Deployments deployments;
    private final Traffic traffic;
    private final Profiles profiles;
    private final Identity identity;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "admin");
        thread.setDaemon(true);
        return thread;
    });

    /** What the target is called and where its users find it. */
    record Identity(String name, String dataUrl) {}

    /** A change that may take its time. */
    @FunctionalInterface
    private interface Change {
        void run() throws IOException, InterruptedException;
    }

    /** A change that takes a file. */
    @FunctionalInterface
    private interface Deploy {
        void run(String model, Path zip) throws IOException, InterruptedException;
    }

    AdminApi(
            Vertx vertx, String token, TargetFiles files, Deployments deployments, Traffic traffic, Profiles profiles, Identity identity) {
        this.vertx = vertx;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.files = files;
        this.deployments = deployments;
        this.traffic = traffic;
        this.profiles = profiles;
        this.identity = identity;
    }

    Routes routes() {
        return new Routes()
                .on("GET", "/admin/state", request -> Http.json(request.response(), 200, state()))
                .on("GET", "/admin/metrics", request -> Http.json(request.response(), 200, traffic.snapshot(deployments.current())))
                .on("GET", "/admin/profile", profiles::handle)
                .on("GET", "/admin/capture.csv", this::capture)
                .on("PUT", "/admin/versions/stable", guarded(request -> deploy(request, deployments::stable)))
                .on("PUT", "/admin/versions/canary", guarded(request -> deploy(request, deployments::canary)))
                .on("DELETE", "/admin/versions/canary", guarded(request -> change(request, deployments::removeCanary)))
                .on("PUT", "/admin/weight", guarded(this::weight))
                .on("PUT", "/admin/split", guarded(this::split))
                .on("POST", "/admin/promote", guarded(this::promote));
    }

    private Routes.Route guarded(Routes.Route route) {
        return request -> {
            String given = request.getHeader("Authorization");
            if (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
                throw new HttpException(401, "this needs the header 'Authorization: Bearer <token>' with the target's admin.token");
            }
            return route.handle(request);
        };
    }

    private Future<?> weight(HttpServerRequest request) {
        return Http.body(request, MAX_JSON).map(Http::object).compose(body -> {
            JsonNode canary = body.path("canary");
            if (!canary.isIntegralNumber() || !canary.canConvertToInt()) {
                throw HttpException.badRequest("'canary' must be a whole number of percent, 0 to 100");
            }
            return split(request, () -> RequestSplit.weight(canary.asInt()));
        });
    }

    private Future<?> split(HttpServerRequest request) {
        return Http.body(request, MAX_JSON).map(Http::object).compose(body -> split(request, () -> read(body)));
    }

    private static RequestSplit read(ObjectNode body) {
        try {
            return Json.mapper().treeToValue(body, RequestSplit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the split cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private Future<?> split(HttpServerRequest request, Supplier<RequestSplit> wanted) {
        RequestSplit split;
        try {
            split = wanted.get();
        } catch (IllegalArgumentException e) {
            throw HttpException.badRequest(e.getMessage());
        }
        return change(request, () -> deployments.split(split));
    }

    private Future<?> promote(HttpServerRequest request) {
        return Http.body(request, MAX_JSON).map(Http::object).compose(body -> {
            if (!body.path("model").isTextual()) {
                throw HttpException.badRequest("'model' must name the canary to promote");
            }
            return change(request, () -> deployments.promote(body.get("model").asText()));
        });
    }

    private Future<?> deploy(HttpServerRequest request, Deploy deploy) {
        String model = Http.parameter(request, "model")
                .orElseThrow(() -> HttpException.badRequest("the parameter 'model' is missing, such as ?model=digits:42"));
        try {
            ModelName.require(model);
        } catch (IllegalArgumentException e) {
            throw HttpException.badRequest(e.getMessage());
        }
        if (request.getHeader("Content-Length") == null) {
            throw new HttpException(411, "the body's Content-Length is missing");
        }
        if (Http.announced(request) > MAX_UPLOAD) {
            throw Http.tooLarge(MAX_UPLOAD);
        }
        return received(request).compose(zip -> change(request, () -> {
                    try {
                        deploy.run(model, zip);
                    } finally {
                        Files.deleteIfExists(zip);
                    }
                }));
    }

    /** The body as a file; its length is capped by the announced one. */
    private Future<Path> received(HttpServerRequest request) {
        request.pause();
        return vertx.executeBlocking(files::newUpload)
                .compose(zip -> vertx.fileSystem()
                        .open(zip.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
                        .compose(request::pipeTo)
                        .map(zip)
                        .recover(error -> vertx.fileSystem().delete(zip.toString()).transform(done -> Future.failedFuture(error))));
    }

    private Future<?> change(HttpServerRequest request, Change change) {
        Promise<Void> done = Promise.promise();
        try {
            changes.execute(() -> {
                try {
                    change.run();
                    done.complete();
                } catch (IOException | RuntimeException e) {
                    done.fail(e);
                } catch (InterruptedException e) {
                    done.fail(new HttpException(503, "the target is ending"));
                }
            });
        } catch (RejectedExecutionException e) {
            throw new HttpException(503, "the target is ending");
        }
        return done.future().compose(changed -> Http.json(request.response(), 200, state()));
    }

    private Future<?> capture(HttpServerRequest request) {
        CaptureQuery query = CaptureQuery.of(request);
        return Http.csv(vertx, request, sink -> new CaptureReader(files.capture()).csv(query, sink));
    }

    private ObjectNode state() {
        Deployment now = deployments.current();
        ObjectNode state = Json.object()
                .put("name", identity.name)
                .put("dataUrl", identity.dataUrl)
                .put("weight", now.weight());
        state.set("split", Json.mapper().valueToTree(now.split()));
        now.stable().ifPresent(model -> state.set("stable", state(model, "stable")));
        now.canary().ifPresent(model -> state.set("canary", state(model, "canary")));
        return state;
    }

    private static ObjectNode state(DeployedModel model, String role) {
        ObjectNode state = Json.object()
                .put("model", model.model())
                .put("role", role)
                .put("ready", model.url().isPresent())
                .put("since", model.since().toString())
                .put("restarts", model.restarts());
        model.url().ifPresent(url -> state.put("url", url.toString()));
        return state;
    }

    /** Interrupts a change that is under way. */
    @Override
    public void close() {
        changes.shutdownNow();
    }
}
