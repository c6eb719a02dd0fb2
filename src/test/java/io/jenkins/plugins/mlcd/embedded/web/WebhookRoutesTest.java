package io.jenkins.plugins.mlcd.embedded.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks through the real server of {@code mlcd up}: what hostile senders try, over the wire. */
class WebhookRoutesTest {

    private static final String TOKEN = "t0ken";
    private static final String EVENT = "{\"dataset\": \"digits\", \"version\": \"v1\"}";
    private static final WebLimits QUICK = new WebLimits(WebLimits.DEFAULT.bodyBytes(), Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMillis(500), 16);

    private static final List<Occurrence> ACCEPTED = new CopyOnWriteArrayList<>();
    private static LoopbackServer server;

    @BeforeAll
    static void start() throws IOException {
        WebhookSource source = new WebhookSource("data", WebhookSource.Kind.DATASET, WebhookSource.Scheme.BEARER, () -> List.of(TOKEN), 1_000, Optional.empty());
        WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(List.of(source), List.of()), ACCEPTED::addAll, InstantSource.system());
        server = LoopbackServer.start(0, new WebhookRoutes(receiver::receive), QUICK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        ACCEPTED.clear();
    }

    private static byte[] request(String target, String headers, byte[] body) {
        String head = "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] all = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), head.length() + body.length);
        System.arraycopy(body, 0, all, head.length(), body.length);
        return all;
    }

    /** Status and body of the answer; 0 when the connection was closed without one. */
    private static String send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            Thread sending = new Thread(() -> {
                try {
                    socket.getOutputStream().write(request);
                } catch (IOException e) {
                    // refused before all of it was sent
                }
            });
            sending.start();
            return status(socket.getInputStream());
        }
    }

    private static String status(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (java.net.SocketException e) {
            // reset behind the answer, because what was still being sent is not read
        }
        String text = answer.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("Exception", "\tat ");
        return text.isEmpty() ? "0" : text.split(" ")[1];
    }

    private static String post(String target, byte[] body) throws IOException {
        return send(request(target, "", body));
    }

    private static byte[] padded(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(EVENT.getBytes(StandardCharsets.US_ASCII), 0, body, 0, EVENT.length());
        return body;
    }

    @Test
    void takesABodyUpToTheWebhooksOwnLimit() throws IOException {
        assertThat(WebLimits.DEFAULT.bodyBytes()).isEqualTo(WebhookReceiver.MAX_BYTES);
        assertThat(post("/mlcd/webhook/dataset", padded(WebhookReceiver.MAX_BYTES))).isEqualTo("202");
        assertThat(post("/mlcd/webhook/dataset", padded(WebhookReceiver.MAX_BYTES + 1))).isEqualTo("413");
        assertThat(ACCEPTED).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1000, 202", "4194304, 202", "4194305, 413", "100000000, 413"})
    void unpacksGzipUpToTheSameLimit(int unpacked, String status) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(EVENT.getBytes(StandardCharsets.US_ASCII));
            byte[] blanks = new byte[10_000];
            Arrays.fill(blanks, (byte) ' ');
            for (int left = unpacked - EVENT.length(); left > 0; left -= blanks.length) {
                gzip.write(blanks, 0, Math.min(left, blanks.length));
            }
        }
        assertThat(packed.size()).as("a bomb is small").isLessThan(WebhookReceiver.MAX_BYTES / 10);
        assertThat(send(request("/mlcd/webhook/dataset", "Content-Encoding: gzip\r\n", packed.toByteArray()))).isEqualTo(status);
        assertThat(ACCEPTED).hasSize(status.equals("202") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"identity, 202", "br, 415", "'gzip, gzip', 415", "gzip, 400"})
    void readsNoOtherEncoding(String encoding, String status) throws IOException {
        assertThat(send(request("/mlcd/webhook/dataset", "Content-Encoding: " + encoding + "\r\n", EVENT.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"30, 202", "32, 400", "1000, 400", "1000000, 400"})
    void readsJsonUpToADepth(int depth, String status) throws IOException {
        String deep = EVENT.replace("}", ", \"x\": " + "[".repeat(depth) + "]".repeat(depth) + "}");
        assertThat(post("/mlcd/webhook/dataset", deep.getBytes(StandardCharsets.US_ASCII))).isEqualTo(status);
        assertThat(post("/mlcd/webhook/dataset", "[".repeat(depth).getBytes(StandardCharsets.US_ASCII))).isEqualTo("400");
    }

    @ParameterizedTest
    @CsvSource({
        "/mlcd/webhook/dataset/../dataset, 400",
        "/mlcd/webhook/..%2fwebhook%2fdataset, 400",
        "/mlcd/webhook/%2e%2e/webhook/dataset, 400",
        "/mlcd/webhook/dataset%00, 400",
        "/mlcd/webhook/dataset%5c..%5cdataset, 400",
        "/mlcd/webhook/%zz, 400",
        "/mlcd/webhook/dataset;a=b, 403",
        "/mlcd/webhook/Dataset, 403",
        "/mlcd/webhook/s3, 403",
        "/mlcd/webhook/dataset/more, 403",
        "/mlcd/webhook, 404",
        "/mlcd/webhooks/dataset, 404",
        "/x/mlcd/webhook/dataset, 404",
        "/mlcd/webhook/dataset?token=x, 202",
    })
    void takesNoOtherPath(String target, String status) throws IOException {
        assertThat(post(target, EVENT.getBytes(StandardCharsets.US_ASCII))).isEqualTo(status);
        assertThat(ACCEPTED).hasSize(status.equals("202") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: Bearer x, 403", // a second one
        "Content-Length: 5, 400", // two lengths: the rest could be read as another request
        "Transfer-Encoding: chunked, 408", // what follows is no chunk, and no request of its own
        "Host: evil.example, 403",
    })
    void trustsNoRepeatedHeader(String header, String status) throws IOException {
        assertThat(send(request("/mlcd/webhook/dataset", header + "\r\n", EVENT.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(status);
        assertThat(ACCEPTED).isEmpty();
    }

    @Test
    void keepsAnsweringWhileOthersDripTheirs() throws Exception {
        int slow = 8;
        Socket[] sockets = new Socket[slow];
        byte[] whole = request("/mlcd/webhook/dataset", "", EVENT.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < slow; i++) {
            sockets[i] = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
            sockets[i].setSoTimeout(10_000);
            sockets[i].getOutputStream().write(whole, 0, whole.length - 1 - i);
        }
        assertThat(post("/mlcd/webhook/dataset", EVENT.getBytes(StandardCharsets.US_ASCII))).isEqualTo("202");
        for (Socket socket : sockets) {
            assertThat(status(socket.getInputStream())).isEqualTo("408");
            socket.close();
        }
        assertThat(ACCEPTED).hasSize(1);
    }
}
