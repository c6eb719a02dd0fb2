package io.jenkins.plugins.mlcd.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that wants crumbs of a session, as Jenkins does. */
class JenkinsClientTest {

    private record Seen(String method, String path, String cookie, String crumb, String authorization, String body) {}

    @TempDir
    Path directory;

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private JenkinsClient jenkins;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ci/", this::answer);
        server.start();
        jenkins = new JenkinsClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ci"), Optional.of(new JenkinsClient.Login("alice", "secret")));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().toString();
        seen.add(new Seen(exchange.getRequestMethod(), path, headers.getFirst("Cookie"), headers.getFirst("Jenkins-Crumb"), headers.getFirst("Authorization"), body));
        int status = 200;
        String answer = "{}";
        if (path.endsWith("crumbIssuer/api/json")) {
            exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID.1=s1; Path=/ci; HttpOnly");
            answer = "{\"crumb\": \"c1\", \"crumbRequestField\": \"Jenkins-Crumb\"}";
        } else if (exchange.getRequestMethod().equals("POST") && !path.contains("webhook") && !("c1".equals(headers.getFirst("Jenkins-Crumb")) && "JSESSIONID.1=s1".equals(headers.getFirst("Cookie")))) {
            status = 403;
            answer = "<html><style>p {}</style><p>No valid crumb</p></html>";
        } else if (path.endsWith("scriptText")) {
            answer = body.contains("boom") ? "java.lang.Exception: boom\n\tat x" : "2.541.3\nmlcd-verify: the script ended\n";
        }
        exchange.sendResponseHeaders(status, answer.length());
        try (var out = exchange.getResponseBody()) {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void sendsACrumbOfItsSessionAndTheLogin() throws Exception {
        assertThat(jenkins.postForm("job/a b/build".replace(" ", "%20"), Map.of("n", "1 & 2")).status()).isEqualTo(200);

        Seen post = seen.get(seen.size() - 1);
        assertThat(post.path()).isEqualTo("/ci/job/a%20b/build");
        assertThat(post.body()).isEqualTo("n=1+%26+2");
        assertThat(post.authorization()).isEqualTo("Basic YWxpY2U6c2VjcmV0");
        assertThat(new JenkinsClient.Login("alice", "secret")).hasToString("alice");
    }

    @Test
    void isNobodyWhenItIsAnonymous() throws Exception {
        jenkins.postForm("x", Map.of());

        JenkinsClient.Answer answer = jenkins.anonymous().postWebhook("mlcd/webhook/alertmanager", "t", "{}");

        assertThat(answer.status()).isEqualTo(200);
        Seen last = seen.get(seen.size() - 1);
        assertThat(last.authorization()).isEqualTo("Bearer t");
        assertThat(last.cookie()).isNull();
        assertThat(last.crumb()).isNull();
    }

    @Test
    void uploadsAPluginAsTheFormDoes() throws Exception {
        Path hpi = Files.writeString(directory.resolve("x.hpi"), "PK");

        jenkins.uploadPlugin(hpi).require("upload", 200);

        assertThat(seen.get(seen.size() - 1).body()).containsSubsequence("name=\"name\"; filename=\"x.hpi\"", "\r\n\r\nPK\r\n", "name=\"pluginUrl\"\r\n\r\n\r\n", "--\r\n");
    }

    @Test
    void takesWhatAScriptPrintsAndFailsWithWhatItThrows() throws Exception {
        assertThat(jenkins.script("println jenkins.model.Jenkins.VERSION")).isEqualTo("2.541.3");
        assertThatThrownBy(() -> jenkins.script("throw boom")).isInstanceOf(IOException.class).hasMessageContaining("a script failed in the controller: java.lang.Exception: boom");
    }

    @Test
    void saysWhatAPageSaidWithoutItsMarkup() {
        JenkinsClient.Answer refused = new JenkinsClient.Answer(403, "<html><style>p {}</style><p>No valid\ncrumb</p></html>", Optional.empty());
        assertThatThrownBy(() -> refused.require("createItem", 200)).hasMessage("createItem: HTTP 403: No valid crumb");
    }
}
