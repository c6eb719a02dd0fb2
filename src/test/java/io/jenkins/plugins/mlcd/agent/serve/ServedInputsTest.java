package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.agent.profile.ColumnFeatures;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent to it, a server gives an answer that says what is wrong, and stays up. */
@Timeout(60)
class ServedInputsTest {

    private static final String GOOD = "{\"input\": [30, \"Oslo\", 0.5]}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ModelServer server;

    @BeforeAll
    static void start() throws Exception {
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofMillis(600), Duration.ofSeconds(20), 1_100, Duration.ZERO);
        server = ModelServer.listen(ServeOptions.of("people:1").withWindow(Duration.ofMillis(200)).with(patience)
                .with(new Batching(2_000, 32, Duration.ZERO)), InstantSource.system());
        server.serve(new TablePredictor(), new ColumnFeatures(3));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theServerIsStillUp() throws Exception {
        assertThat(post("application/json", GOOD).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> post(String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/predict")).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "application/json | ~~                                                     | 400 | the body is empty",
        "application/json | []                                                     | 400 | must be a JSON object",
        "application/json | {}                                                     | 400 | 'input' is missing",
        "application/json | {\"input\": []}                                        | 400 | 'input' has 0 numbers, but the model takes 3 (a row of 3 features)",
        "application/json | {\"input\": [30, \"Oslo\"]}                            | 400 | 'input' has 2 numbers, but the model takes 3",
        "application/json | {\"input\": [30, \"Oslo\", 1, 1]}                      | 400 | 'input' has 4 numbers, but the model takes 3",
        "application/json | {\"input\": [30, \"Oslo\", null]}                      | 200 | young",
        "application/json | {\"input\": [null, \"Oslo\", 1]}                       | 400 | input.age is not a number but missing",
        "application/json | {\"input\": [\"30\", \"Oslo\", 1]}                     | 400 | input.age is not a number",
        "application/json | {\"input\": [30, 1, 1]}                                | 400 | input.city is not text",
        "application/json | {\"input\": [30, \"Paris\", 1]}                        | 400 | input.city is a new category; the model knows Oslo, Rome",
        "application/json | {\"input\": {\"income\": 1, \"age\": 70, \"city\": \"Rome\"}} | 200 | old",
        "application/json | {\"input\": {\"age\": 70, \"city\": \"Rome\"}}         | 200 | old",
        "application/json | {\"input\": {\"age\": 70}}                             | 400 | input.city is not a number but missing",
        "application/json | {\"input\": {}}                                        | 400 | input.age is not a number but missing",
        "application/json | {\"input\": {\"age\": 70, \"city\": \"Rome\", \"shoe\": 44}} | 400 | a column 'shoe', which the model does not have; it takes age, city, income",
        "application/json | {\"input\": [NaN, \"Oslo\", 1]}                        | 400 | not JSON",
        "application/json | {\"input\": [Infinity, \"Oslo\", 1]}                   | 400 | not JSON",
        "application/json | {\"input\": [1e308, \"Oslo\", 1]}                      | 400 | input.age is not a finite 32-bit number",
        "application/json | {\"input\": [-1e308, \"Oslo\", 1]}                     | 400 | input.age is not a finite 32-bit number",
        "application/json | {\"input\": [1e38, \"Oslo\", 1]}                       | 200 | old",
        "application/json | {\"input\": [1e-320, \"Oslo\", 1]}                     | 200 | young",
        "application/json | {\"input\": [30, \"Oslo\", 1], \"context\": 7}         | 400 | 'context' must be an object",
        "application/json | {\"input\": [30, \"Oslo\"                              | 400 | not JSON",
        "application/json | {\"input\": [30, \"Oslo\", 1]                          | 400 | not JSON",
        "application/x-www-form-urlencoded | {\"input\": [30, \"Oslo\", 1]}        | 200 | young",
        "application/xml  | <input/>                                               | 415 | a body of type 'application/xml' is not read; send application/json or text/csv",
        "image/png        | PNG                                                    | 415 | a body of type 'image/png' is not read",
        "text/csv         | ~~                                                     | 400 | the body is empty; a header and one row were expected",
        "text/csv         | age,city,income                                        | 400 | must be a header and one row, but has 0 rows",
        "text/csv         | age,city,income;70,Rome,1                              | 200 | old",
        "text/csv         | id,city,age,note,income;r7,\"Rome\",70,\"a, b\",       | 200 | old",
        "text/csv         | age,city,income;70,Rome,1;60,Rome,1                    | 400 | must be a header and one row, but has 2 rows",
        "text/csv         | age,city,income;70,Rome                                | 400 | the row has 2 fields, but the header has 3",
        "text/csv         | age,city;70,Rome                                       | 400 | the header lacks the column 'income'; the model takes 3 columns",
        "text/csv         | age,city,income;seventy,Rome,1                         | 400 | input.age is not a number",
        "text/csv         | age,city,income;NaN,Rome,1                             | 400 | input.age is not a finite 32-bit number",
        "text/csv         | age,city,income;70,\"Rome,1                            | 400 | a quote is not closed",
    })
    void givesEachInputAnAnswerOfItsOwn(String type, String body, int status, String says) throws Exception {
        HttpResponse<String> answer = post(type, body.replace(';', '\n'));

        assertThat(answer.body()).contains(says);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parseObject(answer.body()).path("error").isMissingNode()).isEqualTo(status == 200);
    }

    @Test
    void profilesOneRowAConstantFeatureAndOneThatIsAlwaysMissing() throws Exception {
        try (ModelServer own = ModelServer.listen(ServeOptions.of("people:3").withWindow(Duration.ofMillis(100)), InstantSource.system())) {
            own.serve(new TablePredictor(), new ColumnFeatures(3));
            predict(own);
            await().untilAsserted(() -> assertThat(profile(own.url()).samples()).isEqualTo(1));
            for (int i = 0; i < 4; i++) {
                predict(own);
            }
            await().untilAsserted(() -> assertThat(profile(own.url()).samples()).isEqualTo(5));
            Profile profile = profile(own.url());

            assertThat(profile.features().get("x0").variance()).isZero();
            assertThat(profile.features().get("x0").mean()).isEqualTo(30);
            assertThat(profile.features().get("x2").count()).isZero();
            assertThat(profile.features().get("x2").missing()).isEqualTo(5);
            assertThat(WindowDrift.of(profile, profile).stability()).as("a constant has not moved").containsEntry("x0", 0.0).doesNotContainKey("x2");
        }
    }

    private static void predict(ModelServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/predict")).POST(BodyPublishers.ofString("{\"input\": [30, \"Oslo\", null]}")).build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSpanWithoutWindowsIsAnEmptyProfile() throws Exception {
        assertThat(Profile.fromJson(get("/profile?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z").body()).nothing()).isTrue();
        assertThat(get("/profile?from=2020-01-01T00:00:00%2B02:00").statusCode()).isEqualTo(200);
        assertThat(get("/profile?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z").body()).contains("to '2020-01-01T00:00:00Z' is before from '2020-01-02T00:00:00Z'");
        assertThat(get("/profile?from=yesterday").body()).contains("from 'yesterday' is not a time such as 2026-01-31T12:00:00Z");
    }

    private static Profile profile(String url) throws Exception {
        return Profile.fromJson(CLIENT.send(HttpRequest.newBuilder(URI.create(url + "/profile")).build(), BodyHandlers.ofString()).body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String request(String body) {
        return "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void tenMegabytesAreRefusedByTheirAnnouncementAlone() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10485760\r\n\r\n{\"input\": [");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 413").contains("the body is larger than 8288 bytes").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void tenMegabytesInChunksAreNotReadToTheirEnd() throws Exception {
        byte[] chunk = ("10000\r\n" + "1".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try (Socket socket = connect()) {
            socket.setSendBufferSize(64 << 10);
            send(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 16_384; i++) {
                out.write(chunk);
                sent += chunk.length;
            }
        } catch (SocketException e) {
            assertThat(sent).as("of a gigabyte, before the server cut it off").isLessThan(64 << 20);
        }
        assertThat(sent).isLessThan(64 << 20);
    }

    @Test
    void aClientThatTricklesAHeaderIsCutOff() throws Exception {
        Patience patience = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), 10, Duration.ZERO);
        long start = System.nanoTime();
        try (ModelServer strict = ModelServer.listen(ServeOptions.of("people:2").with(patience), InstantSource.system());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), strict.port())) {
            send(socket, "POST /predict HTTP/1.1\r\n");
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(50);
            boolean open = true;
            while (open && System.nanoTime() - start < 8_000_000_000L) {
                send(socket, "X");
                try {
                    open = in.read() >= 0;
                } catch (java.net.SocketTimeoutException e) {
                    open = true;
                }
            }
            assertThat(open).isFalse();
        } catch (SocketException e) {
            // The connection was reset while the next byte was on its way: cut off, too.
        }
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void aBodyThatDoesNotComeIsToldSo() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\n{\"input\"");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408").contains("the body did not come within 600ms; 8 bytes of it came");
        }
    }

    @Test
    void aClientThatClosesItsHalfGetsTheAnswerToAWholeRequest() throws Exception {
        try (Socket socket = connect()) {
            send(socket, request(GOOD));
            socket.shutdownOutput();

            assertThat(readAll(socket)).startsWith("HTTP/1.1 200").contains("young");
        }
    }

    @Test
    void aClientThatGoesInTheMiddleOfARequestCostsNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                send(socket, "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\n{\"input\"");
            }
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> gauge("mlcd_connections") <= 2);
    }

    private static double gauge(String name) throws Exception {
        return get("/metrics").body().lines().filter(line -> line.startsWith(name + "{")).findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).orElseThrow();
    }

    @Test
    void aThousandConnectionsAreAllAnswered() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                sockets.add(connect());
                send(sockets.get(i), request(GOOD));
            }
            Map<String, Long> answers = sockets.stream().collect(Collectors.groupingBy(ServedInputsTest::status, Collectors.counting()));

            assertThat(answers).containsExactly(Map.entry("HTTP/1.1 200 OK", 1_000L));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String status(Socket socket) {
        try {
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
            return new String(head, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
