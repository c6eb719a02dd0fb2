package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.sources.DataPlace.Finding;
import io.jenkins.plugins.mlcd.sources.DataPlace.Presence;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPlaceTest {

    private static HttpServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private Finding look(String place, String... allowed) throws InterruptedException {
        return new DataPlace(AllowList.of(List.of(allowed)), HttpClient.newHttpClient()).look(place);
    }

    @ParameterizedTest
    @CsvSource({"200, THERE", "204, THERE", "404, MISSING", "410, MISSING", "401, UNKNOWN", "403, UNKNOWN", "405, UNKNOWN", "302, UNKNOWN", "500, UNKNOWN"})
    void asksAWebServerWithoutFetchingAnything(int status, Presence presence) throws Exception {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + status;
        assertThat(look(url, "http:").presence()).isEqualTo(presence);
        assertThat(look(url)).isEqualTo(new Finding(Presence.UNKNOWN, url + " is not among the sources that this Jenkins may look at; an administrator can allow it"));
    }

    @Test
    void asksNobodyThroughALinkWhatItMayNotAskDirectly() throws Exception {
        Path open = Files.createDirectories(directory.resolve("open"));
        Path secret = Files.writeString(directory.resolve("secret"), "x");
        Files.createSymbolicLink(open.resolve("link"), secret);
        assertThat(look(open.resolve("link").toString(), open.toUri().toString()).presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(look(open.resolve("../secret").toString(), open.toUri().toString()).presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(look(secret.toString(), directory.toUri().toString()).presence()).isEqualTo(Presence.THERE);
        assertThat(look(open.resolve("nothing").toUri().toString(), "file:").presence()).isEqualTo(Presence.MISSING);
    }

    @ParameterizedTest
    @CsvSource({"gs://lake/x", "digits/v1.csv", "'not a uri'", "'jdbc:x'", "file://host/x", "http://127.0.0.1:1/x", "'http:'"})
    void doesNotKnowOfOtherPlaces(String place) throws Exception {
        assertThat(look(place, "http:", "file:", "gs:").presence()).isEqualTo(Presence.UNKNOWN);
    }
}
