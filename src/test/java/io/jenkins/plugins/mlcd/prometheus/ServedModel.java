package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.target.ChildServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code mlcd serve} with a model that is a shell loop: images of four values, of which one that begins with 0.9 makes it answer no
 * probability, so that the server answers 500.
 */
final class ServedModel implements AutoCloseable {

    private static final String LOOP = "while read -r line; do id=${line#*'\"id\":\"'}; id=${id%%'\"'*}; case $line in *'[0.9'*) p='[1e39,0]';; *) p='[0.9,0.1]';; esac; "
            + "printf '{\"id\":\"%s\",\"probabilities\":%s}\\n' \"$id\" \"$p\"; done";

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final Path model;
    private final int port;
    private final Path log;
    private RealServer server;

    private ServedModel(String name, Path model, int port, Path log) {
        this.name = name;
        this.model = model;
        this.port = port;
        this.log = log;
    }

    static Path model(Path directory) throws IOException {
        Files.createDirectories(directory);
        new ModelDescription("mlcd/model", 1, "loop", Map.of(), "command", List.of("dark", "bright"), InputShape.image(2, 2, 1),
                        Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.of(List.of("sh", "-c", LOOP)))
                .write(directory);
        return directory;
    }

    static ServedModel start(String name, Path model, Path log) throws IOException {
        ServedModel served = new ServedModel(name, model, RealServer.freePort(), log);
        served.startAgain();
        return served;
    }

    /** On the same port, as a new process. */
    void startAgain() throws IOException {
        close();
        server = RealServer.start(
                ChildServers.mlcd(List.of("serve", "--model", model.toString(), "--name", name, "--port", Integer.toString(port), "--window", "1s")), port, "/healthz", log);
    }

    URI url() {
        return server.url();
    }

    /** @return the status of the answer */
    int predict(double... values) throws IOException, InterruptedException {
        String body = "{\"input\":" + Arrays.toString(values) + "}";
        return HTTP.send(HttpRequest.newBuilder(url().resolve("/predict")).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
