package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The servers of a model, whose profiles together are that of all its traffic. A host name stands for all of its addresses, as that of a headless service does. */
final class Replicas {

    private static final int SECONDS = 10;
    private static final int OK = 200;

    private final Vertx vertx;
    private final HttpClient client;
    private final List<URI> servers;

    private record Address(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    Replicas(Vertx vertx, List<URI> servers) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(SECONDS * 1_000));
        this.servers = servers;
    }

    /** What each of them answers to {@code GET /profile?query}, merged; fails with 502 when one does not answer, since a part would look like less traffic. */
    Future<Profile> profile(String query) {
        if (servers.isEmpty()) {
            throw new HttpException(404, "no replicas are known; start the server with --replicas");
        }
        return vertx.executeBlocking(this::addresses, false)
                .compose(addresses -> Future.all(addresses.stream().map(address -> profile(address, query)).toList()))
                .compose(all -> vertx.executeBlocking(() -> merged(all.list()), false));
    }

    private static Profile merged(List<String> profiles) throws java.io.IOException {
        List<Profile> parsed = new ArrayList<>();
        for (String profile : profiles) {
            parsed.add(Profile.fromJson(profile));
        }
        return ProfileWindows.merged(parsed);
    }

    private Set<Address> addresses() {
        Set<Address> addresses = new LinkedHashSet<>();
        for (URI server : servers) {
            int port = server.getPort() < 0 ? 80 : server.getPort();
            try {
                Arrays.stream(InetAddress.getAllByName(server.getHost())).forEach(found -> addresses.add(new Address(found.getHostAddress(), port)));
            } catch (UnknownHostException e) {
                throw new HttpException(502, "the replicas' host '" + server.getHost() + "' is not known");
            }
        }
        return addresses;
    }

    private Future<String> profile(Address address, String query) {
        return client.request(HttpMethod.GET, address.port, address.host, "/profile?" + query)
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == OK
                        ? response.body().map(body -> body.toString(StandardCharsets.UTF_8))
                        : refused(response))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .recover(error -> Future.failedFuture(new HttpException(502, "replica " + address + " has no profile: " + error.getMessage())));
    }

    private static Future<String> refused(HttpClientResponse response) {
        return Future.failedFuture("it answered " + response.statusCode());
    }
}
