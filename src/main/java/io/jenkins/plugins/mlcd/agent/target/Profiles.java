package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers profile requests with what the model servers have: of one model, or of all that are deployed, merged. */
final class Profiles {

    private final Deployments deployments;
    private final HttpClient client;

    Profiles(Deployments deployments, HttpClient client) {
        this.deployments = deployments;
        this.client = client;
    }

    Future<?> handle(HttpServerRequest request) {
        Http.instant(request, "from");
        Http.instant(request, "to");
        Optional<String> model = Http.parameter(request, "model");
        String query = Stream.of("from", "to")
                .flatMap(name -> Http.parameter(request, name).map(value -> name + "=" + value).stream())
                .collect(Collectors.joining("&"));
        List<Future<Profile>> profiles = chosen(model).stream().map(deployed -> profile(deployed, query)).toList();
        return Future.all(profiles)
                .map(all -> all.<Profile>list().stream().reduce(Profile.empty(), Profile::merge))
                .compose(merged -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(merged.toJson())));
    }

    private List<DeployedModel> chosen(Optional<String> model) {
        Deployment now = deployments.current();
        if (model.isEmpty()) {
            return now.models().toList();
        }
        return List.of(now.find(model.get()).orElseThrow(() -> new HttpException(404, "model " + model.get() + " is not deployed")));
    }

    private Future<Profile> profile(DeployedModel model, String query) {
        URI url = model.url().orElseThrow(() -> new HttpException(503, "the server of model " + model.model() + " is being started"));
        return client.request(HttpMethod.GET, url.getPort(), url.getHost(), "/profile?" + query)
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .compose(body -> {
                    try {
                        return Future.succeededFuture(Profile.fromJson(body.toString(StandardCharsets.UTF_8)));
                    } catch (IOException e) {
                        return Future.failedFuture(new HttpException(502, "model " + model.model() + ": " + e.getMessage()));
                    }
                });
    }
}
