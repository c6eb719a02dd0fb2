package io.jenkins.plugins.mlcd.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Kind;
import io.jenkins.plugins.mlcd.webhook.WebhookSource.Scheme;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SECRET = "correct horse battery staple";
    private static final int MAX_BYTES = 64 * 1024;

    private Instant now = NOON;
    private final List<Occurrence> accepted = new ArrayList<>();
    private boolean diskIsFull;
    private List<WebhookSource> sources = List.of(source("data", Kind.DATASET, Scheme.BEARER), source("signed", Kind.MODEL, Scheme.HMAC));
    private List<Network> proxies = List.of();
    private final WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(sources, proxies), this::take, () -> now, MAX_BYTES, Duration.ofSeconds(10));

    private void take(List<Occurrence> occurrences) throws IOException {
        if (diskIsFull) {
            throw new IOException("No space left on device");
        }
        accepted.addAll(occurrences);
    }

    private static WebhookSource source(String name, Kind kind, Scheme scheme) {
        return WebhookSource.of(name, kind, scheme, () -> List.of(SECRET));
    }

    private WebhookReply post(String kind, Map<String, String> headers, InputStream body) {
        return post("192.0.2.1", kind, Map.of(), headers, body);
    }

    private WebhookReply post(String remote, String kind, Map<String, List<String>> query, Map<String, String> headers, InputStream body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return receiver.receive(new WebhookRequest("POST", kind, query, all, remote, body));
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private WebhookReply data(String body) {
        return post("dataset", bearer(SECRET), body(body));
    }

    private WebhookReply signed(Instant at, String body) {
        return post("model", Map.of("X-Mlcd-Signature", Authenticator.sign(SECRET, at, body.getBytes(StandardCharsets.UTF_8))), body(body));
    }

    @Test
    void saysAcceptedOnceItIsOnDisk() {
        assertThat(data(Payloads.dataset())).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body()).isEqualTo("{\"accepted\":1}");
        });
        assertThat(accepted).extracting(Occurrence::source).containsExactly("data");
        diskIsFull = true;
        WebhookReply full = data(Payloads.dataset());
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.headers()).containsKey("Retry-After");
        assertThat(full.body()).doesNotContain("space");
    }

    @Test
    void givesOneAnswerToEverybodyWhoIsNotKnown() {
        WebhookReply reply = post("dataset", bearer("wrong"), body(Payloads.dataset()));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(post("dataset", Map.of(), body(Payloads.dataset()))).as("no secret").isEqualTo(reply);
        assertThat(post("nothing", bearer(SECRET), body("{}"))).as("no such kind").isEqualTo(reply);
        assertThat(post("s3", bearer(SECRET), body("{}"))).as("a kind that nobody sends").isEqualTo(reply);
        assertThat(post("model", bearer(SECRET), body(Payloads.model()))).as("another scheme").isEqualTo(reply);
        assertThat(signed(NOON.minusSeconds(301), Payloads.model())).as("an old time").isEqualTo(reply);
        assertThat(signed(NOON.plusSeconds(301), Payloads.model())).as("a time to come").isEqualTo(reply);
        assertThat(post("model", Map.of("X-Mlcd-Signature", Authenticator.sign("wrong", NOON, new byte[0])), body(""))).as("a wrong signature").isEqualTo(reply);
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../dataset", "dataset/", "dataset/..", "Dataset", "dataset%00", "%64ataset", "dataset?x", "", "dataset/../../../config.xml", "..;/dataset", "dataset\\"})
    void takesAKindByTheLetterOnly(String kind) {
        assertThat(post(kind, bearer(SECRET), body(Payloads.dataset())).status()).isEqualTo(403);
        assertThat(accepted).isEmpty();
    }

    @Test
    void aSourceWithoutASecretAcceptsNothing() {
        sources = List.of(WebhookSource.of("open", Kind.DATASET, Scheme.BEARER, List::of), WebhookSource.of("blank", Kind.DATASET, Scheme.BEARER, () -> List.of("", "")));
        assertThat(post("dataset", bearer(""), body(Payloads.dataset())).status()).isEqualTo(403);
        assertThat(post("dataset", Map.of(), body(Payloads.dataset())).status()).isEqualTo(403);
    }

    @Test
    void takesTheOldAndTheNewSecretWhileTheyAreChanged() {
        List<String> secrets = new ArrayList<>(List.of("old", "new"));
        sources = List.of(WebhookSource.of("rotating", Kind.DATASET, Scheme.BEARER, () -> secrets), WebhookSource.of("signing", Kind.MODEL, Scheme.HMAC, () -> secrets));
        byte[] model = Payloads.model().getBytes(StandardCharsets.UTF_8);
        for (String secret : List.of("old", "new")) {
            assertThat(post("dataset", bearer(secret), body(Payloads.dataset())).status()).as(secret).isEqualTo(202);
            assertThat(post("model", Map.of("X-Mlcd-Signature", Authenticator.sign(secret, NOON, model)), body(Payloads.model())).status()).as(secret).isEqualTo(202);
        }
        assertThat(post("dataset", bearer("oldnew"), body(Payloads.dataset())).status()).isEqualTo(403);
        secrets.remove("old");
        assertThat(post("dataset", bearer("old"), body(Payloads.dataset())).status()).as("no longer").isEqualTo(403);
        assertThat(post("dataset", bearer("new"), body(Payloads.dataset())).status()).isEqualTo(202);
    }

    @Test
    void everySchemeProvesItsOwnSecret() throws Exception {
        sources = List.of(source("basic", Kind.S3, Scheme.BASIC), source("hub", Kind.GIT, Scheme.GITHUB), source("lab", Kind.DVC, Scheme.GITLAB), source("push", Kind.GCS, Scheme.QUERY));
        String pair = Base64.getEncoder().encodeToString(("minio:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(post("s3", Map.of("Authorization", "Basic " + pair), body(Payloads.s3())).status()).isEqualTo(202);
        assertThat(post("s3", Map.of("Authorization", "Basic !!!"), body(Payloads.s3())).status()).isEqualTo(403);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hex = HexFormat.of().formatHex(mac.doFinal(Payloads.github().getBytes(StandardCharsets.UTF_8)));
        assertThat(post("git", Map.of("X-Hub-Signature-256", "sha256=" + hex), body(Payloads.github())).status()).isEqualTo(202);
        assertThat(post("git", Map.of("X-Hub-Signature-256", "sha256=" + hex), body(Payloads.github() + " ")).status()).as("another body").isEqualTo(403);
        assertThat(post("dvc", Map.of("X-Gitlab-Token", SECRET), body(Payloads.gitlab())).status()).isEqualTo(202);
        assertThat(post("192.0.2.1", "gcs", Map.of("token", List.of(SECRET)), Map.of(), body(Payloads.gcs())).status()).isEqualTo(202);
        assertThat(post("192.0.2.1", "gcs", Map.of("token", List.of(SECRET, "x")), Map.of(), body(Payloads.gcs())).status()).isEqualTo(403);
    }

    @Test
    void aSignedRequestCountsOnce() {
        assertThat(signed(NOON, Payloads.model()).status()).isEqualTo(202);
        WebhookReply again = signed(NOON, Payloads.model());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"repeated\":true");
        now = NOON.plusSeconds(299);
        assertThat(signed(NOON, Payloads.model()).status()).isEqualTo(200);
        assertThat(accepted).hasSize(1);
        now = NOON.plusSeconds(301);
        assertThat(signed(NOON, Payloads.model()).status()).as("too old").isEqualTo(403);
    }

    @Test
    void aSignedRequestThatCouldNotBeWrittenMayBeSentAgain() {
        diskIsFull = true;
        assertThat(signed(NOON, Payloads.model()).status()).isEqualTo(503);
        diskIsFull = false;
        assertThat(signed(NOON, Payloads.model()).status()).isEqualTo(202);
    }

    @Test
    void refusesALargeBodyBeforeItIsRead() {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it was read");
            }
        };
        assertThat(post("dataset", Map.of("Authorization", "Bearer " + SECRET, "Content-Length", Integer.toString(MAX_BYTES + 1)), untouched).status()).isEqualTo(413);
        assertThat(post("dataset", Map.of("Authorization", "Bearer wrong"), untouched).status()).as("of a stranger nothing is read").isEqualTo(403);
    }

    @Test
    void stopsReadingABodyThatNeverEnds() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThat(post("dataset", bearer(SECRET), endless).status()).isEqualTo(413);
    }

    @Test
    void cutsOffASenderThatTricklesItsBody() {
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                now = now.plusMillis(700);
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                bytes[from] = (byte) read();
                return 1;
            }
        };
        assertThat(post("dataset", bearer(SECRET), trickle).status()).isEqualTo(408);
        assertThat(Duration.between(NOON, now)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void strangersWhoTrickleKeepNobodyElseOut() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(16);
        List<Thread> strangers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            strangers.add(new Thread(() -> post("198.51.100.7", "model", Map.of(), Map.of("X-Mlcd-Signature", "t=1,v1=" + "0".repeat(64)), new InputStream() {
                @Override
                public int read() throws IOException {
                    reading.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return -1;
                }
            })));
        }
        strangers.forEach(Thread::start);
        try {
            reading.await();
            assertThat(data(Payloads.dataset()).status()).isEqualTo(202);
            assertThat(signed(NOON, Payloads.model()).status()).as("another address").isEqualTo(202);
        } finally {
            end.countDown();
            for (Thread stranger : strangers) {
                stranger.join();
            }
        }
    }

    @Test
    void unpacksWithinTheSameLimit() throws Exception {
        assertThat(post("dataset", Map.of("Authorization", "Bearer " + SECRET, "Content-Encoding", "gzip"), gzip(Payloads.dataset().getBytes(StandardCharsets.UTF_8))).status())
                .isEqualTo(202);
        assertThat(post("dataset", Map.of("Authorization", "Bearer " + SECRET, "Content-Encoding", "gzip"), gzip(new byte[20 << 20])).status())
                .as("a bomb").isEqualTo(413);
        assertThat(post("dataset", Map.of("Authorization", "Bearer " + SECRET, "Content-Encoding", "gzip"), body("no gzip")).status()).isEqualTo(400);
        assertThat(post("dataset", Map.of("Authorization", "Bearer " + SECRET, "Content-Encoding", "br"), body("x")).status()).isEqualTo(415);
    }

    private static InputStream gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return new ByteArrayInputStream(packed.toByteArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"dataset\":\"d\",\"dataset\":\"e\",\"version\":\"v\"}", "{\"dataset\":\"d\",\"version\":\"v\"} {}", "{\"dataset\":", "[]", "null", "\"text\"", "`", "NaN",
        "{\"dataset\":\"d\",\"version\":1e999999999}", "<xml/>"
    })
    void refusesWhatIsNoJsonWithinTheLimits(String body) {
        assertThat(data(body == null ? "" : body).status()).isEqualTo(400);
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesDeepNestingAndLongNames() {
        assertThat(data("[".repeat(30_000) + "]".repeat(30_000)).status()).isEqualTo(400);
        assertThat(data("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).status()).isEqualTo(400);
        assertThat(data("{\"" + "a".repeat(5_000) + "\": 1}").status()).isEqualTo(400);
        assertThat(data("{\"dataset\": \"d\", \"version\": " + "9".repeat(1_000) + "}").status()).isEqualTo(400);
    }

    @Test
    void limitsTheRateOfASourceAndSaysWhenToComeAgain() {
        sources = List.of(new WebhookSource("data", Kind.DATASET, Scheme.BEARER, () -> List.of(SECRET), 5, Optional.empty()));
        for (int i = 0; i < 10; i++) {
            assertThat(data(Payloads.dataset()).status()).isEqualTo(202);
        }
        WebhookReply limit = data(Payloads.dataset());
        assertThat(limit.status()).isEqualTo(429);
        assertThat(limit.headers()).containsEntry("Retry-After", "1");
        now = NOON.plusMillis(250);
        assertThat(data(Payloads.dataset()).status()).isEqualTo(202);
    }

    @Test
    void doesNotListenToAnAddressThatGuesses() {
        int refused = 0;
        while (post("203.0.113.5", "dataset", Map.of(), bearer("guess" + refused), body("{}")).status() == 403) {
            refused++;
        }
        assertThat(refused).isEqualTo(10);
        assertThat(post("203.0.113.5", "dataset", Map.of(), bearer(SECRET), body(Payloads.dataset())).status()).isEqualTo(429);
        assertThat(data(Payloads.dataset()).status()).as("another address").isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.9      | 203.0.113.5                       | 192.0.2.9        ", // nobody's proxy: what it says is its own invention
        "10.0.0.1       | 203.0.113.5                       | 203.0.113.5      ",
        "10.0.0.1       | 198.51.100.1, 203.0.113.5         | 203.0.113.5      ",
        "10.0.0.1       | 203.0.113.5, 10.9.9.9             | 203.0.113.5      ",
        "fd00::1        | 2001:db8::7                       | 2001:db8::7      ",
        "fd00::1        | [2001:db8::7]:4711                | [2001:db8::7]:4711",
        "10.0.0.1       | unknown                           | 10.0.0.1         ",
        "10.0.0.1       | evil.example.org                  | 10.0.0.1         ",
        "10.0.0.1       | x' OR 1=1 --                      | 10.0.0.1         ",
    })
    void believesForwardedAddressesOfTrustedProxiesOnly(String remote, String forwarded, String sender) {
        WebhookRequest request = new WebhookRequest("POST", "dataset", Map.of(), Map.of("X-Forwarded-For", List.of(forwarded)), remote, body(""));
        assertThat(RemoteAddress.of(request, List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")))).isEqualTo(sender);
    }

    @Test
    void countsAnIpv6CustomerAsOne() {
        assertThat(Network.peer("2001:db8::1")).isEqualTo(Network.peer("2001:db8:0:0:ffff::9")).isNotEqualTo(Network.peer("2001:db8:0:1::1"));
    }

    @Test
    void onlyPostsAreWebhooks() {
        WebhookReply reply = receiver.receive(new WebhookRequest("GET", "dataset", Map.of(), Map.of(), "192.0.2.1", body("")));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("Allow", "POST");
    }
}
