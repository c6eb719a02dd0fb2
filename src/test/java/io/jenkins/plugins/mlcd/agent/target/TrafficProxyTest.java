package io.jenkins.plugins.mlcd.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.RequestSplit;
import io.jenkins.plugins.mlcd.target.RequestSplit.By;
import io.jenkins.plugins.mlcd.target.RequestSplit.Match;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the proxy of a local target does with requests and answers of all kinds; the model servers are scripted, on loopback. */
@Timeout(60)
class TrafficProxyTest {

    @TempDir
    private Path dir;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, ScriptedServer> servers = new HashMap<>();
    private LocalTarget target;
    private LocalTargetClient admin;

    @BeforeEach
    void start() throws Exception {
        open(TargetOptions.of("production", dir.resolve("target")));
    }

    private void open(TargetOptions options) throws Exception {
        target = LocalTarget.start(options, (logs, capture) -> (model, directory) -> servers.computeIfAbsent(model, ScriptedServer::new), InstantSource.system());
        admin = new LocalTargetClient(URI.create(target.adminUrl()), () -> read(options.directory().resolve("admin.token")));
        ModelZip model = ModelZip.of(InProcessServers.model(dir.resolve("model")));
        admin.deploy(Role.STABLE, "digits:0", model);
        admin.deploy(Role.CANARY, "digits:1", model);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        target.close();
        servers.values().forEach(ScriptedServer::close);
    }

    private HttpRequest.Builder predict() {
        return HttpRequest.newBuilder(URI.create(target.dataUrl() + "/predict")).POST(BodyPublishers.ofString("{}"));
    }

    private String model(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString()).headers().firstValue("X-Mlcd-Model").orElseThrow();
    }

    @Test
    void keepsItsConnectionsOnBothSides() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", URI.create(target.dataUrl()).getPort())) {
            for (int i = 0; i < 50; i++) {
                socket.getOutputStream().write("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
                assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200");
            }
        }
        assertThat(servers.get("digits:0").connections.get()).isEqualTo(1);
    }

    /** Up to and with a body of the stated length. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        String length = head.toString().toLowerCase().replaceAll("(?s).*content-length: (\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return head.toString();
    }

    @Test
    void passesNothingOnThatIsOfOneConnection() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", URI.create(target.dataUrl()).getPort())) {
            socket.getOutputStream().write(("POST /predict?a=b%20c HTTP/1.1\r\nHost: models.example\r\nConnection: keep-alive, X-Hop, Content-Length\r\nX-Hop: 1\r\n"
                            + "TE: trailers\r\nX-Kept: yes\r\nContent-Length: 2\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII));
            String head = readHead(socket.getInputStream());
            assertThat(head.toLowerCase()).contains("x-mlcd-model: digits:0").doesNotContain("x-hop-answer");
        }
        ScriptedServer.Asked asked = servers.get("digits:0").asked.get(0);
        assertThat(asked.head()).startsWith("POST /predict?a=b%20c HTTP/1.1");
        assertThat(asked.headers()).containsEntry("host", "models.example").containsEntry("x-kept", "yes").containsEntry("content-length", "2")
                .doesNotContainKeys("x-hop", "te");
        assertThat(asked.body()).isEqualTo("{}");
    }

    @Test
    void streamsARequestWhileItIsSent() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", URI.create(target.dataUrl()).getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> servers.get("digits:0").seen.toString().contains("first"));
            out.write("6\r\nsecond\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200");
        }
        assertThat(servers.get("digits:0").asked.get(0).body()).isEqualTo("firstsecond");
    }

    @Test
    void passesServerSentEventsOnAsTheyCome() throws Exception {
        ScriptedServer server = servers.get("digits:0");
        server.events = true;
        HttpResponse<InputStream> answer = http.send(predict().build(), BodyHandlers.ofInputStream());
        BufferedReader events = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));

        for (int i = 0; i < 3; i++) {
            server.event("data: token " + i + "\n");
            assertThat(CompletableFuture.supplyAsync(() -> line(events)).get(5, TimeUnit.SECONDS)).isEqualTo("data: token " + i);
        }
        server.endEvents();
        assertThat(line(events)).isNull();
        assertThat(answer.headers().firstValue("X-Mlcd-Model")).contains("digits:0");
        await().until(() -> figures("digits:0").requests() == 1);
    }

    private static String line(BufferedReader reader) {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void passesALargeAnswerOnAtThePaceOfItsReader() throws Exception {
        ScriptedServer server = servers.get("digits:0");
        server.large = 64 << 20;
        HttpResponse<InputStream> answer = http.send(predict().build(), BodyHandlers.ofInputStream());

        await().during(Duration.ofMillis(300)).until(() -> server.written.get() < 48 << 20);
        long length = 0;
        byte[] piece = new byte[1 << 16];
        for (int n = answer.body().read(piece); n >= 0; n = answer.body().read(piece)) {
            length += n;
        }
        assertThat(length).isEqualTo(64 << 20);
    }

    @Test
    void countsAnAnswerThatBreaksOffAndEndsTheConnection() throws Exception {
        servers.get("digits:0").breaks = true;

        assertThat(CompletableFuture.supplyAsync(() -> {
                    try {
                        return http.send(predict().build(), BodyHandlers.ofString()).statusCode();
                    } catch (IOException | InterruptedException e) {
                        return 0;
                    }
                }).get())
                .isIn(0, 502);
        await().until(() -> figures("digits:0").errors() == 1);
    }

    @Test
    void tellsTheModelThatItsClientHasGone() throws Exception {
        ScriptedServer server = servers.get("digits:0");
        server.silent = true;
        try (Socket socket = new Socket("127.0.0.1", URI.create(target.dataUrl()).getPort())) {
            socket.getOutputStream().write("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.asked.size() == 1);
        }
        await().until(() -> server.left.get() == 1);
        assertThat(figures("digits:0").errors()).isZero();
        server.silent = false;
        admin.split(RequestSplit.weight(100));
        admin.promote("digits:1");
        await().until(() -> server.stopped);
    }

    private Counters figures(String model) throws Exception {
        return admin.metrics().models().get(model);
    }

    @Test
    void sendsThoseWhoMatchToTheCanaryAndNobodyElse() throws Exception {
        admin.split(new RequestSplit(100, 0, Optional.of(new Match(By.HEADER, "X-Group", Optional.of("beta")))));
        assertThat(model(predict().header("X-Group", "beta"))).isEqualTo("digits:1");
        assertThat(model(predict().header("X-Group", "gamma"))).isEqualTo("digits:0");
        assertThat(model(predict())).isEqualTo("digits:0");

        admin.split(new RequestSplit(100, 0, Optional.of(new Match(By.COOKIE, "group", Optional.of("beta")))));
        assertThat(model(predict().header("Cookie", "a=b; group=beta"))).isEqualTo("digits:1");
        assertThat(model(predict().header("Cookie", "group=gamma"))).isEqualTo("digits:0");

        admin.split(RequestSplit.NONE);
        assertThat(model(predict().header("Cookie", "group=beta"))).isEqualTo("digits:0");
    }

    @Test
    void drawsUsersByTheirHashAndKeepsThemWhileTheWeightRises() throws Exception {
        Set<Integer> before = Set.of();
        for (int weight : new int[] {20, 60}) {
            admin.split(new RequestSplit(weight, 0, Optional.of(new Match(By.HASH_OF_COOKIE, "user", Optional.empty()))));
            Set<Integer> canary = new TreeSet<>();
            for (int user = 0; user < 500; user++) {
                if (model(predict().header("Cookie", "user=u" + user)).equals("digits:1")) {
                    canary.add(user);
                }
            }
            assertThat((double) canary.size()).isCloseTo(5.0 * weight, within(4 * Math.sqrt(500 * 0.25)));
            assertThat(canary).containsAll(before);
            before = canary;
        }
        assertThat(model(predict())).isEqualTo("digits:0");
    }

    @Test
    void keepsABrowserWithItsVersionByACookie() throws Exception {
        target.close();
        open(TargetOptions.of("production", dir.resolve("other")).withAffinity("mlcd"));
        admin.split(RequestSplit.weight(50));
        int canary = 0;
        for (int browser = 0; browser < 200; browser++) {
            HttpResponse<String> first = http.send(predict().build(), BodyHandlers.ofString());
            String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).matches("mlcd=[0-9a-f]+; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
            String model = first.headers().firstValue("X-Mlcd-Model").orElseThrow();
            canary += model.equals("digits:1") ? 1 : 0;
            HttpResponse<String> next = http.send(predict().header("Cookie", cookie.split(";")[0]).build(), BodyHandlers.ofString());
            assertThat(next.headers().firstValue("X-Mlcd-Model")).contains(model);
            assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat((double) canary).isCloseTo(100, within(4 * Math.sqrt(50)));
    }

    @Test
    void sendsTheCanaryCopiesWhoseAnswersNobodyGets() throws Exception {
        servers.get("digits:1").status = 500;
        admin.split(new RequestSplit(0, 100, Optional.empty()));
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = http.send(predict().build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Mlcd-Model")).contains("digits:0");
        }
        await().until(() -> figures("digits:1").requests() == 20);
        assertThat(figures("digits:1").errors()).isEqualTo(20);
        assertThat(figures("digits:0").requests()).isEqualTo(20);
        assertThat(servers.get("digits:1").asked).allSatisfy(copy -> {
            assertThat(copy.body()).isEqualTo("{}");
            assertThat(copy.headers()).containsEntry("x-mlcd-mirror", "1");
        });
    }

    @Test
    void judgesTheLabelOfACopiedRequestForBothVersions() throws Exception {
        servers.get("digits:1").prediction = "9";
        admin.split(new RequestSplit(0, 100, Optional.empty()));
        http.send(predict().build(), BodyHandlers.ofString());
        await().until(() -> figures("digits:1").requests() == 1);
        http.send(HttpRequest.newBuilder(URI.create(target.dataUrl() + "/feedback")).POST(BodyPublishers.ofString("{\"id\":\"r1\",\"label\":\"7\"}")).build(),
                BodyHandlers.ofString());

        assertThat(List.of(figures("digits:0").labelled().correct(), figures("digits:0").labelled().count())).containsExactly(1L, 1L);
        assertThat(List.of(figures("digits:1").labelled().correct(), figures("digits:1").labelled().count())).containsExactly(0L, 1L);
    }

    /** An answer that the canary never gives holds nobody up, and neither do the many that wait for it. */
    @Test
    void waitsForNoCopy() throws Exception {
        servers.get("digits:1").silent = true;
        admin.split(new RequestSplit(0, 100, Optional.empty()));
        for (int i = 0; i < 300; i++) {
            assertThat(http.send(predict().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        assertThat(figures("digits:0").requests()).isEqualTo(300);
    }

    @Test
    void aSplitSurvivesARestartOfTheTarget() throws Exception {
        RequestSplit split = new RequestSplit(30, 10, Optional.of(new Match(By.HASH_OF_HEADER, "X-User", Optional.empty())));
        admin.split(split);
        target.close();
        target = LocalTarget.start(TargetOptions.of("production", dir.resolve("target")), (l, c) -> (m, d) -> servers.get(m), InstantSource.system());
        admin = new LocalTargetClient(URI.create(target.adminUrl()), () -> "");

        assertThat(admin.state().split()).contains(split);
    }
}
