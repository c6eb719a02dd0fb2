package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.profile.ImageFeatures;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table "A model server" of docs/reference/protocol.md, row by row. */
class ModelServerTest {

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakePredictor model = new FakePredictor();
    private ModelServer server;
    private volatile Instant now;

    @BeforeEach
    void start() throws Exception {
        ServeOptions plain = ServeOptions.of("shade:1");
        server = ModelServer.listen(
                plain.withWindow(Duration.ofMillis(200)).with(new Batching(4, 32, Duration.ZERO)).withCapture(dir),
                () -> now == null ? Instant.now() : now);
    }

    @AfterEach
    void stop() {
        model.permits.release(1000);
        server.close();
    }

    private void load() throws Exception {
        server.serve(model, new ImageFeatures(2, 2, Optional.empty()));
    }

    @Test
    void answers503UntilTheModelIsWarm() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(predict("{\"input\": [0, 0, 0, 0]}").statusCode()).isEqualTo(503);

        load();

        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(predict("{\"input\": [0, 0, 0, 0]}").statusCode()).isEqualTo(200);
    }

    @Test
    void predictsAndNamesTheModel() throws Exception {
        load();

        HttpResponse<String> answer = predict("{\"id\": \"r1\", \"input\": [1, 1, 1, 0.2], \"more\": {\"a\": [1]}}");

        ObjectNode body = Json.parseObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.get("id").asText()).isEqualTo("r1");
        assertThat(body.get("prediction").asText()).isEqualTo("bright");
        assertThat(body.get("confidence").asDouble()).isCloseTo(0.8, within(1e-6));
        assertThat(body.get("model").asText()).isEqualTo("shade:1");
        assertThat(answer.headers().firstValue("X-Mlcd-Model")).contains("shade:1");
        assertThat(answer.headers().firstValue("X-Mlcd-Id")).contains("r1");
        assertThat(answer.headers().firstValue("X-Mlcd-Prediction")).contains("bright");
        assertThat(Double.parseDouble(answer.headers().firstValue("X-Mlcd-Confidence").orElseThrow())).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void choosesAnIdWhenTheCallerDoesNot() throws Exception {
        load();

        assertThat(Json.parseObject(predict("{\"input\": [0, 0, 0, 0]}").body()).get("id").asText()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[1, 2]                                      | must be a JSON object",
        "{\"input\": [0, 0, 0]}                      | 'input' has 3 numbers, but the model takes 4",
        "{\"input\": [0, 0, 0, 0, 0]}                | 'input' has 5 numbers, but the model takes 4",
        "{\"input\": [0, 0, \"x\", 0]}               | input[2] is not a number",
        "{\"input\": [0, null, 0, 0]}                | input[1] is not a number",
        "{\"input\": [0, [1], 0, 0]}                 | input[1] is not a number",
        "{\"input\": [NaN, 0, 0, 0]}                 | NaN",
        "{\"input\": [0, 0, 0, 1e99]}                | input[3] is not a finite",
        "{\"input\": \"0000\"}                       | 'input' must be an array of 4 numbers",
        "{\"id\": \"r1\"}                            | 'input' is missing",
        "{\"id\": 7, \"input\": [0, 0, 0, 0]}        | 'id' must be text",
        "{\"id\": \"a,b\", \"input\": [0, 0, 0, 0]}  | 'id' must be 1 to 128 letters",
        "{\"input\": [0, 0                           | not JSON",
        "''                                          | not JSON"
    })
    void saysWhichRuleAnInputBreaks(String body, String rule) throws Exception {
        load();

        HttpResponse<String> answer = predict(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parseObject(answer.body()).get("error").asText()).contains(rule);
    }

    @Test
    void letsValuesOutOfRangeThroughToTheProfile() throws Exception {
        load();
        assertThat(predict("{\"input\": [-3, 7, 0, 0]}").statusCode()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(profile("").samples()).isEqualTo(1));
        assertThat(profile("").features().get("mean").mean()).isCloseTo(1, within(1e-6));
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        load();

        HttpResponse<String> answer = predict("{\"input\": [0, 0, 0, 0], \"padding\": \"" + "x".repeat(10_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("larger than");
    }

    @Test
    void refusesWhatTheQueueCannotHold() throws Exception {
        load();
        model.permits.drainPermits();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(client.sendAsync(post("/predict", "{\"input\": [0, 0, 0, 0]}"), BodyHandlers.ofString()));
            await().until(() -> model.permits.hasQueuedThreads());
        }
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 7);
        model.permits.release(1000);

        List<Integer> codes = answers.stream().map(answer -> answer.join().statusCode()).toList();
        assertThat(codes).containsOnly(200, 429);
        assertThat(codes.stream().filter(code -> code == 429).count()).isEqualTo(12 - 4 - 1);
        assertThat(answers.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 429))
                .allSatisfy(answer -> assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive());
    }

    @Test
    void aRequestThatIsNotAnsweredInItsTimeIsToldSoAndDoesNotReachTheModel() throws Exception {
        load();
        model.permits.drainPermits();
        CompletableFuture<HttpResponse<String>> stuck = client.sendAsync(post("/predict", "{\"input\": [0, 0, 0, 0]}"), BodyHandlers.ofString());
        await().until(() -> model.permits.hasQueuedThreads());
        HttpRequest hurried = HttpRequest.newBuilder(URI.create(server.url() + "/predict"))
                .header("X-Mlcd-Timeout", "50ms")
                .POST(BodyPublishers.ofString("{\"id\": \"r2\", \"input\": [0, 0, 0, 0]}"))
                .build();

        HttpResponse<String> answer = client.send(hurried, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("there was no answer within 50ms");
        model.permits.release(1_000);
        assertThat(stuck.join().statusCode()).isEqualTo(200);
        assertThat(feedback("r2", "dark").body()).contains("unknown");
        HttpRequest wrong = HttpRequest.newBuilder(URI.create(server.url() + "/predict")).header("X-Mlcd-Timeout", "soon").POST(BodyPublishers.noBody()).build();
        assertThat(client.send(wrong, BodyHandlers.ofString()).body()).contains("X-Mlcd-Timeout 'soon' is not a duration");
    }

    @Test
    void waitsForAFullBatchWhenItIsToldTo() throws Exception {
        server.close();
        server = ModelServer.listen(ServeOptions.of("shade:1").with(new Batching(100, 4, Duration.ofSeconds(1))), InstantSource.system());
        load();
        long start = System.nanoTime();

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(client.sendAsync(post("/predict", "{\"input\": [0, 0, 0, 0]}"), BodyHandlers.ofString()));
        }
        answers.forEach(CompletableFuture::join);

        assertThat(System.nanoTime() - start).as("a full batch does not wait").isLessThan(950_000_000);
        assertThat(get("/metrics").body())
                .contains("mlcd_batch_samples_count{model=\"shade:1\"} 1")
                .contains("mlcd_batch_samples_sum{model=\"shade:1\"} 4.0")
                .contains("mlcd_queue_wait_seconds_count{model=\"shade:1\"} 4");
    }

    @Test
    void oneInputThatTheModelChokesOnDoesNotCostTheOthersTheirAnswer() throws Exception {
        server.close();
        server = ModelServer.listen(ServeOptions.of("shade:1").with(new Batching(100, 4, Duration.ofSeconds(1))), InstantSource.system());
        load();

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (String value : List.of("0", "1", "-99", "1")) {
            answers.add(client.sendAsync(post("/predict", "{\"input\": [0, 0, 0, " + value + "]}"), BodyHandlers.ofString()));
        }

        assertThat(answers.stream().map(answer -> answer.join().statusCode())).containsExactly(200, 200, 500, 200);
    }

    @Test
    void aServerThatIsToldToEndIsNotReadyAtOnceButTakesRequestsForItsDelay() throws Exception {
        server.close();
        server = ModelServer.listen(ServeOptions.of("shade:1").with(Patience.DEFAULT.withDrain(Duration.ofMillis(700))), InstantSource.system());
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        load();
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

        await().until(() -> get("/readyz").statusCode() == 503);
        assertThat(get("/readyz").headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/healthz").body()).contains("\"ready\":false");
        assertThat(get("/metrics").body()).contains("mlcd_draining{model=\"shade:1\"} 1.0").contains("mlcd_ready{model=\"shade:1\"} 0.0");
        HttpResponse<String> late = predict("{\"input\": [0, 0, 0, 0]}");
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.headers().firstValue("Connection")).contains("close");
        closing.join();
        assertThat(model.closed).isTrue();
    }

    @Test
    void aFailingModelIsAServerError() throws Exception {
        load();
        model.broken = true;

        HttpResponse<String> answer = predict("{\"input\": [0, 0, 0, 0]}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("the model failed: out of order");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /predict,                 405",
        "GET,    /nowhere,                 404",
        "POST,   /healthz,                 405",
        "GET,    /profile?from=yesterday,  400",
        "GET,    /capture.csv?labelled=si, 400",
        "GET,    /capture.csv?limit=0,     400",
        "GET,    /capture.csv?limit=many,  400"
    })
    void refusesWhatTheTableDoesNotHave(String method, String path, int status) throws Exception {
        load();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path)).method(method, BodyPublishers.noBody()).build();

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parseObject(answer.body()).get("error").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"id\": \"r1\", \"label\": \"dark\"}   | 202",
        "{\"id\": \"unknown\", \"label\": \"7\"} | 202",
        "{\"label\": \"dark\"}                   | 400",
        "{\"id\": \"r1\"}                        | 400",
        "{\"id\": \"r1\", \"label\": \"a,b\"}    | 400",
        "no json                                 | 400"
    })
    void takesFeedback(String body, int status) throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [0, 0, 0, 0]}");

        assertThat(client.send(post("/feedback", body), BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }

    @Test
    void eachWayInWhichALabelCanComeHasItsOwnAnswer() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [0, 0, 0, 0.4]}");

        assertThat(feedback("r1", "bright")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"id\":\"r1\",\"known\":true,\"result\":\"wrong\"}");
        });
        assertThat(feedback("r1", "bright")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"result\":\"repeated\"");
        });
        assertThat(feedback("r1", "dark")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("request 'r1' has the label 'bright' already, which stays; 'dark' is not taken");
        });
        assertThat(feedback("r9", "dark")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"id\":\"r9\",\"known\":false,\"result\":\"unknown\"}");
        });
        now = Instant.now();
        predict("{\"id\": \"r2\", \"input\": [0, 0, 0, 0]}");
        now = now.plus(Duration.ofMinutes(61));
        assertThat(feedback("r2", "dark").body()).isEqualTo("{\"id\":\"r2\",\"known\":true,\"result\":\"correct\",\"late\":true}");

        assertThat(get("/metrics").body())
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"repeated\"} 1.0")
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"contradicting\"} 1.0")
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"unknown\"} 1.0")
                .contains("mlcd_feedback_late_total{model=\"shade:1\"} 1.0")
                .contains("mlcd_calibration_total{bucket=\"0.9\",model=\"shade:1\",result=\"wrong\"} 1.0")
                .contains("mlcd_calibration_total{bucket=\"+Inf\",model=\"shade:1\",result=\"correct\"} 1.0");
        assertThat(figure("mlcd_labelled_confidence_total")).isCloseTo(0.9 + 1, within(1e-6));
    }

    @Test
    void theProfileHoldsTrafficLabelsAndSlices() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [0, 0, 0, 0.4], \"context\": {\"site\": {\"name\": \"north\"}, \"amount\": 7}}");
        predict("{\"id\": \"r2\", \"input\": [1, 1, 1, 1], \"context\": {\"site\": {\"name\": \"south\"}}}");
        predict("{}");
        feedback("r1", "dark");
        feedback("r2", "dark");
        feedback("r2", "dark");
        feedback("r9", "dark");

        await().untilAsserted(() -> assertThat(profile("").labels().classes().total()).isEqualTo(3));
        Profile profile = profile("");
        assertThat(profile.traffic().requests()).isEqualTo(3);
        assertThat(profile.traffic().errors().counts()).containsExactly(Map.entry("400", 1L));
        assertThat(profile.traffic().latency().count()).isEqualTo(3);
        assertThat(profile.labels().count()).isEqualTo(2);
        assertThat(profile.labels().correct()).isEqualTo(1);
        assertThat(profile.slices()).containsOnlyKeys("site.name");
        assertThat(profile.slices().get("site.name").values().get("south").labelled()).isEqualTo(1);
        assertThat(profile.slices().get("site.name").values().get("south").correct()).isZero();
    }

    private HttpResponse<String> feedback(String id, String label) throws Exception {
        return client.send(post("/feedback", "{\"id\": \"" + id + "\", \"label\": \"" + label + "\"}"), BodyHandlers.ofString());
    }

    @Test
    void countsWhatItDoesForPrometheus() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [1, 1, 1, 1]}");
        predict("{\"id\": \"r2\", \"input\": [0, 0, 0, 0]}");
        predict("{\"input\": []}");
        client.send(post("/feedback", "{\"id\": \"r1\", \"label\": \"bright\"}"), BodyHandlers.ofString());
        client.send(post("/feedback", "{\"id\": \"r2\", \"label\": \"bright\"}"), BodyHandlers.ofString());

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("mlcd_requests_total{code=\"200\",model=\"shade:1\"} 2.0")
                .contains("mlcd_requests_total{code=\"400\",model=\"shade:1\"} 1.0")
                .contains("mlcd_predictions_total{model=\"shade:1\",prediction=\"bright\"} 1.0")
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"correct\"} 1.0")
                .contains("mlcd_feedback_total{model=\"shade:1\",result=\"wrong\"} 1.0")
                .contains("mlcd_request_seconds_count{model=\"shade:1\"} 3")
                .contains("mlcd_confidence_ratio_count{model=\"shade:1\"} 2")
                .contains("mlcd_ready{model=\"shade:1\"} 1.0");
    }

    @Test
    void theProfileOfAllReplicasIsThatOfTheirTrafficTogether() throws Exception {
        load();
        predict("{\"input\": [1, 1, 1, 1]}");
        try (ModelServer other = ModelServer.listen(
                ServeOptions.of("shade:1").withWindow(Duration.ofMillis(200)).withReplicas(List.of(URI.create(server.url()), URI.create("http://127.0.0.1:9"))),
                InstantSource.system())) {
            other.serve(new FakePredictor(), new ImageFeatures(2, 2, Optional.empty()));
            HttpResponse<String> partial = client.send(HttpRequest.newBuilder(URI.create(other.url() + "/profile?replicas=true")).build(), BodyHandlers.ofString());
            assertThat(partial.statusCode()).isEqualTo(502);
            assertThat(partial.body()).contains("replica 127.0.0.1:9 has no profile");
        }
        ServeOptions plain = ServeOptions.of("shade:1").withWindow(Duration.ofMillis(200));
        try (ModelServer third = ModelServer.listen(plain, InstantSource.system());
                ModelServer both = ModelServer.listen(plain.withReplicas(List.of(URI.create(server.url()), URI.create(third.url()))), InstantSource.system())) {
            third.serve(new FakePredictor(), new ImageFeatures(2, 2, Optional.empty()));
            both.serve(new FakePredictor(), new ImageFeatures(2, 2, Optional.empty()));
            for (int i = 0; i < 3; i++) {
                client.send(HttpRequest.newBuilder(URI.create(third.url() + "/predict")).POST(BodyPublishers.ofString("{\"input\": [0, 0, 0, 0]}")).build(), BodyHandlers.ofString());
            }
            String all = both.url() + "/profile?replicas=true&from=2020-01-01T00:00:00Z";
            await().untilAsserted(() -> assertThat(Profile.fromJson(
                    client.send(HttpRequest.newBuilder(URI.create(all)).build(), BodyHandlers.ofString()).body()).traffic().requests()).isEqualTo(4));
        }
        assertThat(get("/profile?replicas=true").body()).contains("no replicas are known; start the server with --replicas");
    }

    @Test
    void prometheusOwnToolParsesTheMetrics() throws Exception {
        Path tool = Path.of("/usr/bin/promtool");
        assumeTrue(Files.isExecutable(tool), "left out, because prometheus is not installed");
        load();
        predict("{\"id\": \"r1\", \"input\": [1, 1, 1, 1]}");
        feedback("r1", "dark");
        Path metrics = Files.writeString(dir.resolve("metrics.txt"), get("/metrics").body());

        Process check = new ProcessBuilder(tool.toString(), "check", "metrics", "--extended").redirectInput(metrics.toFile()).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes());

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("mlcd_calibration_total", "mlcd_queue_wait_seconds", "mlcd_capture_bytes_total");
    }

    @Test
    void capturedSamplesComeBackAsADataPartWithTheirLabels() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [1, 0.5, 0, 0.2]}");
        predict("{\"id\": \"r2\", \"input\": [0, 0, 0, 1]}");
        client.send(post("/feedback", "{\"id\": \"r2\", \"label\": \"dark\"}"), BodyHandlers.ofString());

        await().untilAsserted(() -> assertThat(get("/capture.csv?labelled=true").body().lines()).hasSize(2));
        List<String> lines = get("/capture.csv").body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("id,at,model,prediction,confidence,label,x0,x1,x2,x3");
        assertThat(lines.get(1)).startsWith("r1,").endsWith(",,1,0.5,0,0.2").contains(",shade:1,dark,");
        assertThat(lines.get(2)).startsWith("r2,").endsWith(",dark,0,0,0,1");
        assertThat(get("/capture.csv?labelled=true").body().lines().toList().get(1)).isEqualTo(lines.get(2));
        assertThat(get("/capture.csv?to=2020-01-01T00:00:00Z").body()).isEmpty();
    }

    @Test
    void aReplicaThatStartsAgainCountsFromZeroAndKeepsWhatWasCaptured() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [1, 1, 1, 1]}");
        predict("{\"id\": \"r2\", \"input\": [1, 1, 1, 1]}");
        await().untilAsserted(() -> assertThat(profile("").samples()).isEqualTo(2));
        Profile before = profile("");
        double started = figure("process_start_time_seconds");
        server.close();

        server = ModelServer.listen(ServeOptions.of("shade:1").withWindow(Duration.ofMillis(200)).withCapture(dir), InstantSource.system());
        load();
        predict("{\"id\": \"r3\", \"input\": [1, 1, 1, 1]}");

        await().untilAsserted(() -> assertThat(profile("").samples()).isEqualTo(1));
        assertThat(before.merge(profile("")).traffic().requests()).as("windows of before and after make the whole").isEqualTo(3);
        assertThat(figure("process_start_time_seconds")).isGreaterThan(started);
        assertThat(figure("mlcd_requests_total{code=\"200\",model=\"shade:1\"}")).isEqualTo(1);
        assertThat(feedback("r1", "bright").body()).contains("\"result\":\"unknown\"");
        await().untilAsserted(() -> assertThat(get("/capture.csv?labelled=true").body().lines().skip(1)).singleElement().asString().startsWith("r1,"));
        assertThat(get("/capture.csv").body().lines()).hasSize(1 + 3);
    }

    private double figure(String name) throws Exception {
        return get("/metrics").body().lines().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).orElseThrow();
    }

    @Test
    void aModelOfAnotherSchemaRefusesTheOldInputsAndStillShowsTheNewRows() throws Exception {
        load();
        predict("{\"id\": \"r1\", \"input\": [1, 1, 1, 1]}");
        server.close();

        server = ModelServer.listen(ServeOptions.of("people:2").withCapture(dir), InstantSource.system());
        server.serve(new TablePredictor(), new io.jenkins.plugins.mlcd.agent.profile.ColumnFeatures(3));

        assertThat(predict("{\"input\": [1, 1, 1, 1]}").body()).contains("input.city is not text, as its categories are");
        assertThat(predict("{\"id\": \"r2\", \"input\": [70, \"Rome\", null]}").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(get("/capture.csv").body().lines().skip(1)).singleElement().asString().endsWith(",old,0.8,,70,1,"));
        assertThat(get("/capture.csv").headers().firstValue("X-Mlcd-Left-Out")).contains("1");
    }

    @Test
    void anotherServerOnItsPortIsToldSo() {
        ServeOptions plain = ServeOptions.of("shade:2");
        ServeOptions taken = plain.on("127.0.0.1", server.port());

        assertThatThrownBy(() -> ModelServer.listen(taken, InstantSource.system()))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void endingAnswersWhatWasAskedAndClosesTheModel() throws Exception {
        load();
        model.permits.drainPermits();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(post("/predict", "{\"input\": [1, 1, 1, 1]}"), BodyHandlers.ofString());
        await().during(Duration.ofMillis(200)).until(() -> !answer.isDone());
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        model.permits.release(1);

        assertThat(answer.join().statusCode()).isEqualTo(200);
        closing.join();
        assertThat(model.closed).isTrue();
    }

    @Test
    void featuresOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> server.serve(model, new ImageFeatures(3, 3, Optional.empty()))).hasMessageContaining("takes 4 values");
    }

    private Profile profile(String query) throws Exception {
        return Profile.fromJson(get("/profile" + query).body());
    }

    private HttpResponse<String> predict(String body) throws Exception {
        return client.send(post("/predict", body), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body)).build();
    }
}
