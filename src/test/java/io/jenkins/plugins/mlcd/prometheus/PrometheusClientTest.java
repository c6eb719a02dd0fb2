package io.jenkins.plugins.mlcd.prometheus;

import static io.jenkins.plugins.mlcd.prometheus.FakePrometheus.success;
import static io.jenkins.plugins.mlcd.prometheus.FakePrometheus.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusClientTest {

    private static final String ONE = success("vector", "[{\"metric\":{\"__name__\":\"up\",\"job\":\"models\"},\"value\":[1700000000.5,\"1\"]}]");

    @Test
    void readsEachKindOfResult() throws Exception {
        HttpHandler answer = exchange -> FakePrometheus.send(exchange, 200, switch (exchange.getRequestURI().getQuery().substring(6)) {
            case "up" -> ONE;
            case "up[1m]" -> success("matrix", "[{\"metric\":{},\"values\":[[1,\"NaN\"],[2,\"+Inf\"],[3,\"-Inf\"],[4,\"1e3\"]]}]");
            case "native" -> success("vector", "[{\"metric\":{},\"histogram\":[1,{}]}]");
            default -> success("scalar", "[5,\"7\"]");
        });
        try (FakePrometheus server = FakePrometheus.answering(answer)) {
            PrometheusClient client = client(server.at());

            assertThat(client.query("up")).containsExactly(
                    new Series(Map.of("__name__", "up", "job", "models"), List.of(new Series.Sample(1700000000.5, 1))));
            assertThat(client.query("up[1m]").get(0).samples()).extracting(Series.Sample::value)
                    .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1000.0);
            assertThat(client.query("native")).isEmpty();
            assertThat(client.query("7")).extracting(series -> series.last().value()).containsExactly(7.0);
        }
    }

    @Test
    void asksForARangeInSteps() throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(200, success("matrix", "[]")))) {
            client(server.at()).range("up", Instant.ofEpochMilli(1_500), Instant.ofEpochSecond(60), Duration.ofMillis(2_500));

            assertThat(server.asked.get(0).path()).isEqualTo("/api/v1/query_range");
            assertThat(server.asked.get(0).parameters()).isEqualTo(Map.of("query", "up", "start", "1.500", "end", "60.000", "step", "2.5"));
        }
    }

    @Test
    void sendsALongQueryAsAForm() throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(200, ONE))) {
            String query = "up{job=~\"" + "models|".repeat(1_000) + "\"}";
            client(server.at()).query(query);

            assertThat(server.asked.get(0).method()).isEqualTo("POST");
            assertThat(server.asked.get(0).parameters()).containsEntry("query", query);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: unexpected end\"} | answered 400: parse error: unexpected end",
        "422 | {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query timed out\"} | answered 422: query timed out",
        "404 | <html>not here</html> | answered 404",
        "200 | <html>a login page</html> | answered no JSON; is it a Prometheus server?",
        "200 | {\"status\":\"error\",\"error\":\"no\"} | answered without success: no",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}} | answered a result of the type 'string', which has no numbers",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"x\"]}]}} | answered a result that cannot be read: For input string: \"x\"",
    })
    void saysWhatTheServerSaid(int status, String body, String expected) throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(status, body))) {
            assertThatThrownBy(() -> client(server.at()).query("up"))
                    .isInstanceOf(PrometheusException.class)
                    .hasMessage("Prometheus at " + server.url() + " " + expected);
            assertThat(server.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhenItMayGoBetterLater(int status) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpHandler answer = exchange -> FakePrometheus.send(exchange, calls.incrementAndGet() < 2 ? status : 200, ONE);
        try (FakePrometheus server = FakePrometheus.answering(answer)) {
            assertThat(client(server.at()).query("up")).hasSize(1);
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void givesUpAfterThreeTimes() throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(503, "{\"error\":\"starting\"}"))) {
            assertThatThrownBy(() -> client(server.at()).query("up")).hasMessageEndingWith("answered 503: starting");
            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        FakePrometheus gone = FakePrometheus.answering(text(200, ONE));
        gone.close();

        assertThatThrownBy(() -> client(gone.at()).query("up"))
                .hasMessage("Prometheus at " + gone.url() + " does not answer: no connection");
    }

    /** A server that sends its head in time but no end of its body. */
    @Test
    void waitsForTheWholeAnswerNoLongerThanTheTimeout() throws Exception {
        HttpHandler answer = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        };
        try (FakePrometheus server = FakePrometheus.answering(answer)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> client(server.at().withTimeout(Duration.ofMillis(200))).query("up"))
                    .hasMessageEndingWith("did not answer within 200 ms");
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(5_000);
            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void takesNoLongerAnswerThanAllowed() throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(200, ONE + " ".repeat(100_000)))) {
            assertThatThrownBy(() -> client(server.at().withMaxBytes(50_000)).query("up"))
                    .hasMessageContaining("answered more than 50000 bytes");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void followsARedirectionOnTheSameServerOnly() throws Exception {
        HttpHandler moved = exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/prometheus/")) {
                FakePrometheus.send(exchange, 200, ONE);
            } else {
                exchange.getResponseHeaders().set("Location", "/prometheus" + exchange.getRequestURI());
                FakePrometheus.send(exchange, 302, "");
            }
        };
        try (FakePrometheus server = FakePrometheus.answering(moved)) {
            assertThat(client(server.at().withAuthorization(() -> Optional.of("Bearer t"))).query("up")).hasSize(1);
            assertThat(server.asked).extracting(FakePrometheus.Asked::authorization).containsExactly("Bearer t", "Bearer t");
        }
    }

    @Test
    void givesNoCredentialToAnotherServer() throws Exception {
        try (FakePrometheus thief = FakePrometheus.answering(text(200, ONE));
                FakePrometheus server = FakePrometheus.answering(exchange -> {
                    exchange.getResponseHeaders().set("Location", thief.url() + "/api/v1/query");
                    FakePrometheus.send(exchange, 307, "");
                })) {
            PrometheusClient client = client(server.at().withAuthorization(() -> Optional.of("Bearer secret")));

            assertThatThrownBy(() -> client.query("up")).hasMessageContaining("another server is not followed");
            assertThat(thief.asked).isEmpty();
        }
    }

    @Test
    void sendsTheCredentialThatIsThere() throws Exception {
        try (FakePrometheus server = FakePrometheus.answering(text(200, ONE))) {
            client(server.at().withAuthorization(() -> Optional.of(PrometheusServer.basic("anna", "pass:wörd")))).query("up");
            client(server.at().withAuthorization(() -> Optional.of(PrometheusServer.bearer("token\n")))).query("up");

            assertThat(server.asked).extracting(FakePrometheus.Asked::authorization)
                    .containsExactly("Basic YW5uYTpwYXNzOnfDtnJk", "Bearer token");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prometheus", "ftp://prometheus", "http:///api", "http://anna:secret@prometheus", "http://prometheus?x=1"})
    void refusesWhatIsNoUrlOfAServer(String url) {
        assertThatThrownBy(() -> PrometheusServer.at(url)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Prometheus server");
    }

    @Test
    void trustsTheCertificateThatItWasGiven(@TempDir Path directory) throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-alias", "key", "-dname", "CN=prometheus", "-ext", "san=ip:127.0.0.1", "-keystore",
                directory.resolve("keys").toString(), "-storepass", "changeit");
        keytool("-exportcert", "-rfc", "-alias", "key", "-keystore", directory.resolve("keys").toString(), "-storepass", "changeit", "-file",
                directory.resolve("pem").toString());
        try (FakePrometheus server = FakePrometheus.secure(identity(directory.resolve("keys")), text(200, ONE))) {
            String pem = Files.readString(directory.resolve("pem"));

            assertThat(client(server.at().withTls(Certificates.trusting(pem))).query("up")).hasSize(1);
            assertThat(client(server.at().withTls(Certificates.trustingEveryone())).query("up")).hasSize(1);
            assertThatThrownBy(() -> client(server.at()).query("up")).isInstanceOf(PrometheusException.class).hasMessageContaining("failed: ");
        }
    }

    @Test
    void refusesWhatIsNoCertificate() {
        assertThatThrownBy(() -> Certificates.trusting("no certificate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the trusted certificate ");
    }

    private static PrometheusClient client(PrometheusServer server) {
        return new PrometheusClient(server, List.of(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext identity(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
