package io.jenkins.plugins.mlcd.embedded.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {

    private static final WebLimits LIMITS =
            new WebLimits(1_000, Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofSeconds(5), 8);

    private static LoopbackServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = LoopbackServer.start(0, Routes.of(List.of(
                Routes.on("GET", "/hello", request -> Answer.json(Json.object().put("hello", request.parameter("name").orElse("nobody")))),
                Routes.on("POST", "/length", request -> Answer.text(200, Integer.toString(request.body().length))),
                Routes.on("GET", "/broken", request -> { throw new IOException("the secret of the house"); }),
                new ResourceRoutes("/static/", "/io/jenkins/plugins/mlcd/report/"))), LIMITS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** The whole answer to {@code text}, until the server closes the connection. */
    private static String raw(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersOnLoopbackWithJsonThatNoOtherSiteMayUse() throws Exception {
        HttpResponse<String> answer = send("GET", "/hello?name=%C3%84nne+B", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"hello\":\"Änne B\"}");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy).doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"GET, /nowhere, 404", "DELETE, /hello, 405", "HEAD, /hello, 200", "GET, /length, 405", "GET, /broken, 500", 
        "GET, /static/mlcd.css, 200", "GET, /static/ReportPage.class, 404", "GET, /static/..%2freport%2fmlcd.css, 400", "GET, /static/report.html, 404",
        "POST, /static/mlcd.css, 404", "GET, /a/%2e%2e/hello, 400", "GET, //hello, 200"})
    void answersEachPathByItsOwnRules(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, "");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("secret of the house");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT", ""})
    void refusesARequestForAnotherHost(String host) throws IOException {
        String port = Integer.toString(server.address().getPort());
        assertThat(raw("GET /hello HTTP/1.1\r\nHost: " + host.replace("PORT", port) + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /hello HTTP/1.1\r\nHost: LOCALHOST:" + port + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void letsNoPageOfAnotherSiteChangeAnything() throws Exception {
        assertThat(send("POST", "/length", "abc").body()).isEqualTo("3");
        assertThat(send("POST", "/length", "abc", "Origin", server.address().toString()).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/length", "abc", "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/length", "abc", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/length", "abc", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    }

    @Test
    void takesABodyUpToItsLimit() throws Exception {
        assertThat(send("POST", "/length", "x".repeat(1_000)).body()).isEqualTo("1000");
        assertThat(send("POST", "/length", "x".repeat(1_001)).statusCode()).isEqualTo(413);
        String head = "POST /length HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\n";
        assertThat(raw(head + "Content-Length: 1001\r\n\r\n")).as("before it is sent").startsWith("HTTP/1.1 413");
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1_001) + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /hel", "POST /length HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nab"})
    void closesTheConnectionOfAClientThatDripsItsRequest(String begun) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(begun.getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            Thread drip = new Thread(() -> {
                try {
                    for (int i = 0; i < 50; i++) {
                        out.write('x');
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // closed, as it should be
                }
            });
            drip.start();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith(begun.contains("POST") ? "HTTP/1.1 408" : "");
            assertThat(answer.isEmpty()).as("whoever drips what is no request yet is told nothing").isEqualTo(!begun.contains("POST"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(4));
            drip.join();
        }
        assertThat(send("GET", "/hello", "").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() -> LoopbackServer.start(server.address().getPort(), request -> Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.address().getPort());
    }

    @Test
    void hasARootWithoutSegments() {
        Request root = new Request("GET", "/", java.util.Map.of(), java.util.Map.of(), new byte[0], URI.create("http://127.0.0.1:1"));
        assertThat(root.segments()).isEmpty();
    }
}
