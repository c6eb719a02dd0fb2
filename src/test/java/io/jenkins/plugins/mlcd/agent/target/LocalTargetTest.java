package io.jenkins.plugins.mlcd.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.agent.serve.PortTakenException;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table "A local target" of docs/reference/protocol.md, with the engine's own client where it has a method. */
@Timeout(60)
class LocalTargetTest {

    private static final String BRIGHT = "{\"input\": [1, 1, 1, 0.6]}";

    @TempDir
    private Path dir;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private InProcessServers servers;
    private LocalTarget target;
    private LocalTargetClient admin;
    private Path model;

    @BeforeEach
    void start() throws Exception {
        model = InProcessServers.model(dir.resolve("model"));
        open();
    }

    private void open() throws Exception {
        target = LocalTarget.start(
                TargetOptions.of("production", dir.resolve("target")),
                (logs, capture) -> servers = new InProcessServers(capture),
                InstantSource.system());
        admin = new LocalTargetClient(URI.create(target.adminUrl()), () -> token());
    }

    @AfterEach
    void stop() throws Exception {
        target.close();
    }

    private String token() {
        try {
            return Files.readString(dir.resolve("target/admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEmptyTargetAnswers503() throws Exception {
        assertThat(predict(BRIGHT).statusCode()).isEqualTo(503);
        assertThat(get(target.dataUrl() + "/healthz").statusCode()).isEqualTo(503);
        assertThat(admin.state().stable()).isEmpty();
    }

    @Test
    void announcesWhereItListensAndHidesItsToken() throws Exception {
        JsonNode announced = Json.read(dir.resolve("target/target.json"), JsonNode.class);

        assertThat(announced.get("dataUrl").asText()).isEqualTo(target.dataUrl());
        assertThat(announced.get("adminUrl").asText()).isEqualTo(target.adminUrl());
        assertThat(announced.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("target/admin.token"))))
                .isEqualTo("rw-------");
        target.close();
        assertThat(dir.resolve("target/target.json")).doesNotExist();
    }

    @Test
    void deploysShiftsPromotesAndRemoves() throws Exception {
        assertThat(admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model)).stable().orElseThrow().model()).isEqualTo("digits:0");
        assertThat(predict(BRIGHT).headers().firstValue("X-Mlcd-Model")).contains("digits:0");
        assertThat(get(target.dataUrl() + "/healthz").statusCode()).isEqualTo(200);

        admin.deploy(Role.CANARY, "digits:42", ModelZip.of(model));
        assertThat(admin.state().weight()).isZero();
        admin.weight(100);
        assertThat(predict(BRIGHT).headers().firstValue("X-Mlcd-Model")).contains("digits:42");

        admin.promote("digits:42");
        assertThat(admin.state().stable().orElseThrow().model()).isEqualTo("digits:42");
        assertThat(admin.state().canary()).isEmpty();
        assertThat(admin.state().weight()).isZero();
        await().until(() -> servers.running.keySet().equals(Set.of("digits:42")));

        admin.deploy(Role.CANARY, "digits:43", ModelZip.of(model));
        admin.weight(50);
        admin.removeCanary();
        assertThat(admin.state().canary()).isEmpty();
        await().until(() -> servers.running.keySet().equals(Set.of("digits:42")));
        await().until(() -> dir.resolve("target/models").toFile().list().length == 1);
    }

    @Test
    void askingAgainChangesNothing() throws Exception {
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        admin.deploy(Role.CANARY, "digits:1", ModelZip.of(model));
        admin.weight(25);
        admin.deploy(Role.CANARY, "digits:1", ModelZip.of(model));

        assertThat(servers.starts).hasValue(2);
        assertThat(admin.state().weight()).isEqualTo(25);
        admin.promote("digits:1");
        admin.promote("digits:1");
        admin.removeCanary();
        admin.removeCanary();
        assertThat(admin.state().stable().orElseThrow().model()).isEqualTo("digits:1");
        assertThat(servers.starts).hasValue(2);
    }

    @Test
    void theCanarysShareIsBinomial() throws Exception {
        deployBoth();
        admin.weight(25);
        int requests = 2_000;
        int canary = 0;
        for (int i = 0; i < requests; i++) {
            canary += predict(BRIGHT).headers().firstValue("X-Mlcd-Model").orElseThrow().equals("digits:1") ? 1 : 0;
        }

        assertThat((double) canary).isCloseTo(500, within(4 * Math.sqrt(requests * 0.25 * 0.75)));
        assertThat(figures("digits:1").get("requests").asInt()).isEqualTo(canary);
        assertThat(figures("digits:0").get("requests").asInt()).isEqualTo(requests - canary);
    }

    @Test
    void noRequestFailsOverWeightChangesAndAPromotion() throws Exception {
        deployBoth();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            clients.submit(() -> {
                while (!done.get()) {
                    sent.incrementAndGet();
                    try {
                        if (predict(BRIGHT).statusCode() != 200) {
                            failed.incrementAndGet();
                        }
                    } catch (Exception e) {
                        failed.incrementAndGet();
                    }
                }
            });
        }
        for (int i = 0; i < 20; i++) {
            admin.weight(i * 37 % 101);
            Thread.sleep(25);
        }
        admin.promote("digits:1");
        await().until(() -> !servers.running.containsKey("digits:0"));
        admin.deploy(Role.CANARY, "digits:2", ModelZip.of(model));
        admin.weight(60);
        Thread.sleep(50);
        admin.removeCanary();
        await().until(() -> !servers.running.containsKey("digits:2"));
        done.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(sent.get()).isGreaterThan(200);
        assertThat(failed).hasValue(0);
    }

    @Test
    void aDrainedModelStillAnswersWhatItHas() throws Exception {
        deployBoth();
        InProcessServers.Instance old = servers.running.get("digits:0");
        old.predictor.permits.drainPermits();
        CompletableFuture<HttpResponse<String>> slow = http.sendAsync(post("/predict", BRIGHT), BodyHandlers.ofString());
        await().during(Duration.ofMillis(200)).until(() -> !slow.isDone());

        admin.promote("digits:1");
        await().during(Duration.ofMillis(300)).until(() -> servers.running.containsKey("digits:0"));
        old.predictor.permits.release(1000);

        assertThat(slow.join().statusCode()).isEqualTo(200);
        assertThat(slow.join().headers().firstValue("X-Mlcd-Model")).contains("digits:0");
        await().until(() -> !servers.running.containsKey("digits:0"));
    }

    @Test
    void aCrashedServerIsStartedAgainAndItsFailuresAreCounted() throws Exception {
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        predict(BRIGHT);
        servers.running.get("digits:0").crash();

        HttpResponse<String> answer = predict(BRIGHT);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("digits:0");
        assertThat(admin.state().stable().orElseThrow().ready()).isFalse();
        await().until(() -> predict(BRIGHT).statusCode() == 200);
        assertThat(figures("digits:0").get("errors").asInt()).isPositive();
        assertThat(admin.state().stable().orElseThrow().ready()).isTrue();
    }

    @Test
    void countsByModelWithLabelsAndConfidence() throws Exception {
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        predict("{\"id\": \"a\", \"input\": [1, 1, 1, 0.6]}");
        predict("{\"id\": \"b\", \"input\": [0, 0, 0, 0]}");
        predict("{\"id\": \"c\", \"input\": [0, 0]}");
        feedback("a", "bright");
        feedback("b", "bright");
        feedback("b", "bright");

        JsonNode figures = figures("digits:0");
        assertThat(figures.get("role").asText()).isEqualTo("stable");
        assertThat(figures.get("requests").asInt()).isEqualTo(2);
        assertThat(figures.get("errors").asInt()).isZero();
        assertThat(figures.get("clientErrors").asInt()).isEqualTo(1);
        assertThat(figures.get("confidence").get("count").asInt()).isEqualTo(2);
        assertThat(figures.get("confidence").get("sum").asDouble()).isCloseTo(1.9, within(1e-6));
        assertThat(figures.get("confidence").get("sumSquares").asDouble()).isCloseTo(1.81, within(1e-6));
        assertThat(figures.get("labelled").get("count").asInt()).isEqualTo(2);
        assertThat(figures.get("labelled").get("correct").asInt()).isEqualTo(1);
        assertThat(figures.get("calibration").get("counts").toString()).isEqualTo("[0,0,0,0,0,0,0,0,1,0,0,1]");
        assertThat(figures.get("calibration").get("labelled").toString()).isEqualTo("[0,0,0,0,0,0,0,0,1,0,0,1]");
        assertThat(figures.get("calibration").get("correct").toString()).isIn("[0,0,0,0,0,0,0,0,1,0,0,0]", "[0,0,0,0,0,0,0,0,0,0,0,1]");
        assertThat(figures.get("latency_ms").get("counts").size()).isEqualTo(figures.get("latency_ms").get("bounds").size() + 1);
        assertThat(admin.metrics().models().get("digits:0").requests()).isEqualTo(2);
        assertThat(get(target.dataUrl() + "/metrics").body())
                .contains("mlcd_target_requests_total{model=\"digits:0\",role=\"stable\"} 2.0")
                .contains("mlcd_target_latency_seconds_count{model=\"digits:0\",role=\"stable\"} 2")
                .contains("mlcd_target_canary_weight_percent 0.0");
    }

    @Test
    void theCaptureOutlivesTheModel() throws Exception {
        deployBoth();
        predict("{\"id\": \"a\", \"input\": [1, 1, 1, 1]}");
        predict("{\"id\": \"b\", \"input\": [0, 0, 0, 0]}");
        feedback("a", "bright");
        admin.promote("digits:1");
        await().until(() -> !servers.running.containsKey("digits:0"));
        feedback("b", "bright");
        predict("{\"id\": \"c\", \"input\": [1, 1, 1, 1]}");

        await().untilAsserted(() -> assertThat(capture(false)).contains("\na,", "\nb,", "\nc,", "digits:0", "digits:1"));
        assertThat(capture(true).lines().skip(1)).hasSize(2).allMatch(line -> line.contains(",digits:0,") && line.contains(",bright,"));
    }

    private String capture(boolean labelled) throws Exception {
        try (var csv = admin.capture(Optional.empty(), Optional.empty(), labelled, 100)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsTheProfileOfOneModelOrOfAll() throws Exception {
        deployBoth();
        predict(BRIGHT);
        admin.weight(100);
        predict(BRIGHT);
        predict(BRIGHT);

        await().untilAsserted(() -> assertThat(profile(Optional.empty()).samples()).isEqualTo(3));
        assertThat(profile(Optional.of("digits:0")).samples()).isEqualTo(1);
        assertThat(profile(Optional.of("digits:1")).features()).containsKeys("mean", "confidence");
        assertThatThrownBy(() -> profile(Optional.of("digits:9"))).hasMessageContaining("digits:9");
    }

    private Profile profile(Optional<String> name) throws Exception {
        return Profile.fromJson(Json.line(admin.profile(name, Optional.empty(), Optional.empty())));
    }

    @Test
    void whatWasDeployedSurvivesARestartOfTheTarget() throws Exception {
        deployBoth();
        admin.weight(30);
        predict("{\"id\": \"a\", \"input\": [1, 1, 1, 1]}");
        String token = token();
        Files.createDirectory(dir.resolve("target/models/left-by-a-crash"));
        target.close();
        assertThat(servers.running).isEmpty();

        open();

        assertThat(admin.state().stable().orElseThrow().model()).isEqualTo("digits:0");
        assertThat(admin.state().canary().orElseThrow().model()).isEqualTo("digits:1");
        assertThat(admin.state().weight()).isEqualTo(30);
        assertThat(predict(BRIGHT).statusCode()).isEqualTo(200);
        assertThat(capture(false)).contains("\na,");
        assertThat(token()).isEqualTo(token);
        assertThat(dir.resolve("target/models/left-by-a-crash")).doesNotExist();
    }

    @Test
    void aModelThatDoesNotStartIsRefusedAndLeavesNothing() throws Exception {
        Files.writeString(model.resolve("broken"), "");

        assertThatThrownBy(() -> admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("the weights are torn");
        assertThat(admin.state().stable()).isEmpty();
        assertThat(dir.resolve("target/models").toFile().list()).isEmpty();
    }

    @Test
    void anArchiveMayNotLeaveItsDirectory() throws Exception {
        for (String name : new String[] {"../evil.txt", "/evil.txt", "a/../../evil.txt", "a\\..\\evil.txt", "C:\\evil.txt"}) {
            HttpResponse<String> answer = admin("PUT", "/admin/versions/stable?model=digits:0", zip(name), "Bearer " + token());

            assertThat(answer.statusCode()).as(name).isEqualTo(422);
            assertThat(answer.body()).contains("does not lie inside");
        }
        assertThat(dir.resolve("target/models").toFile().list()).isEmpty();
        assertThat(dir.resolve("target/evil.txt")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "PUT    | /admin/weight                              | {\"canary\": 25}        | 409",
        "PUT    | /admin/weight                              | {\"canary\": 101}       | 400",
        "PUT    | /admin/weight                              | {\"canary\": -1}        | 400",
        "PUT    | /admin/weight                              | {\"canary\": 2.5}       | 400",
        "PUT    | /admin/weight                              | {\"canary\": \"5\"}     | 400",
        "PUT    | /admin/weight                              | 25                      | 400",
        "PUT    | /admin/weight                              | {\"canary\": 0}         | 200",
        "POST   | /admin/promote                             | {\"model\": \"x:1\"}    | 409",
        "POST   | /admin/promote                             | {}                      | 400",
        "DELETE | /admin/versions/canary                     |                         | 200",
        "PUT    | /admin/versions/canary                     | zip                     | 400",
        "PUT    | /admin/versions/canary?model=../x          | zip                     | 400",
        "PUT    | /admin/versions/canary?model=digits:0      | zip                     | 409",
        "PUT    | /admin/versions/stable?model=digits:1      | no zip                  | 422",
        "PUT    | /admin/versions/blue?model=digits:1        | zip                     | 404",
        "GET    | /admin/weight                              |                         | 405",
        "GET    | /admin/profile?from=noon                   |                         | 400",
        "GET    | /admin/capture.csv?limit=-1                |                         | 400"
    })
    void refusesWhatTheTableDoesNotAllow(String method, String path, String body, int status) throws Exception {
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = admin(method, path, bytes, "Bearer " + token());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parseObject(answer.body()).has("error")).isEqualTo(status != 200);
        assertThat(admin.state().stable().orElseThrow().model()).isEqualTo("digits:0");
    }

    @ParameterizedTest
    @CsvSource(value = {
        "PUT, /admin/weight", "POST, /admin/promote", "DELETE, /admin/versions/canary",
        "PUT, /admin/versions/stable?model=a:1", "PUT, /admin/versions/canary?model=a:1"
    })
    void changesNeedTheToken(String method, String path) throws Exception {
        for (String authorization : new String[] {"Bearer wrong", "Bearer ", token(), "Basic " + token(), "Bearer " + token() + "0"}) {
            assertThat(admin(method, path, zip("weights"), authorization).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aSecondTargetInTheDirectoryOrOnThePortIsToldSo() {
        assertThatThrownBy(() -> LocalTarget.start(
                        TargetOptions.of("other", dir.resolve("target")), (l, c) -> servers, InstantSource.system()))
                .hasMessageContaining("another mlcd target runs in");
        int port = URI.create(target.dataUrl()).getPort();
        assertThatThrownBy(() -> LocalTarget.start(
                        new TargetOptions("other", dir.resolve("other"), "127.0.0.1", port, 0, 1, Optional.empty()), (l, c) -> servers, InstantSource.system()))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    private void deployBoth() throws Exception {
        admin.deploy(Role.STABLE, "digits:0", ModelZip.of(model));
        admin.deploy(Role.CANARY, "digits:1", ModelZip.of(model));
    }

    private JsonNode figures(String name) throws Exception {
        return Json.parseObject(get(target.adminUrl() + "/admin/metrics").body()).get("models").get(name);
    }

    private void feedback(String id, String label) throws Exception {
        String body = Json.line(Json.object().put("id", id).put("label", label));
        assertThat(http.send(post("/feedback", body), BodyHandlers.ofString()).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> predict(String body) throws Exception {
        return http.send(post("/predict", body), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(target.dataUrl() + path)).POST(BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> admin(String method, String path, byte[] body, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.adminUrl() + path))
                .header("Authorization", authorization)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static byte[] zip(String name) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(1);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
