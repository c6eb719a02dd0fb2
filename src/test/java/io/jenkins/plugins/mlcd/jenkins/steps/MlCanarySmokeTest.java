package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.SmokeTest;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.AdminServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden requests before the canary takes traffic and after the promotion. */
class MlCanarySmokeTest {

    @TempDir
    Path home;

    private final ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private StepHarness jenkins;
    private AdminServer target;
    private HttpServer canary;
    private HttpServer production;
    private volatile double canaryWrong;
    private volatile double productionWrong;
    private volatile int canaryStatus = 200;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new AdminServer();
        target.serve("digits:0");
        LocalTarget local = new LocalTarget("production", target.url().toString());
        local.setToken(Secret.fromString(AdminServer.token()));
        MlcdConfiguration.get().setTargets(List.of(local));
        users.scheduleAtFixedRate(() -> target.traffic(500, 0), 0, 20, TimeUnit.MILLISECONDS);
        canary = server(exchange -> answer(exchange, canaryStatus, canaryWrong));
        production = server(exchange -> answer(exchange, 200, productionWrong));
    }

    @AfterEach
    void stop() {
        users.shutdownNow();
        canary.stop(0);
        production.stop(0);
        jenkins.close();
        target.close();
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/predict", handler);
        server.start();
        return server;
    }

    /** Says the class that the first value tells, but for a share of the requests. */
    private void answer(HttpExchange exchange, int status, double wrong) throws IOException {
        ObjectNode request = Json.parseObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int right = (int) Math.round(request.path("input").get(0).asDouble());
        int number = asked.getAndIncrement();
        int said = Math.floorMod(number * 7, 100) < 100 * wrong ? 1 - right : right;
        byte[] body = Json.line(Json.object().put("prediction", Integer.toString(said)).put("confidence", 0.9)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void data(StepHarness.Build build) throws Exception {
        StringBuilder rows = new StringBuilder("label,x0,x1\n");
        for (int i = 0; i < 400; i++) {
            rows.append(i % 2).append(',').append(i % 2).append(",0.").append(i).append('\n');
        }
        build.workspace.child("golden/data.csv").write(rows.toString(), "UTF-8");
    }

    private MlCanaryStep step() {
        MlCanaryStep step = new MlCanaryStep("digits", "production");
        step.setStepWeights(List.of(100));
        step.setInterval("200ms");
        SmokeTest smoke = new SmokeTest("golden");
        smoke.setRequests(200);
        smoke.setChecks(List.of("accuracy >= 0.9", "accuracy >= baseline - 0.05", "latency_p99_ms <= 5s"));
        smoke.setCanaryUrl("http://127.0.0.1:" + canary.getAddress().getPort() + "/");
        smoke.setProductionUrl("http://127.0.0.1:" + production.getAddress().getPort());
        step.setSmoke(smoke);
        return step;
    }

    private void rolledBack(String message) {
        assertThatThrownBy(() -> jenkins.build(build -> {
                    data(build);
                    build.register("bad");
                    build.run(step());
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("digits:1 was rolled back: smoke test of the canary: digits:1: FAIL, '" + message);
        assertThat(target.requests).noneMatch(request -> request.startsWith("PUT /admin/weight"));
        assertThat(target.stable()).contains("digits:0");
        assertThat(target.canary()).isEmpty();
    }

    @Test
    void aGoodCanaryIsTestedBeforeTrafficAndProductionAfterwards() throws Exception {
        jenkins.build(build -> {
            data(build);
            build.register("good");
            assertThat((Map<?, ?>) build.run(step())).extracting("phase").isEqualTo("succeeded");
            List<String> log = List.of(build.log().split("\n"));
            int smoke = index(log, "smoke test of the canary, 200 requests: digits:1: PASS");
            assertThat(smoke).isBetween(0, index(log, "traffic: 100 %") - 1);
            assertThat(index(log, "smoke test of the production, 200 requests: digits:1: PASS")).isBetween(index(log, "finalising: "), index(log, "succeeded: "));
            Path record = build.run.getRootDir().toPath().resolve("mlcd");
            assertThat(record.resolve("smoke-canary.json")).content().contains("\"verdict\" : \"PASS\"");
            assertThat(record.resolve("smoke-production.json")).exists();
        });
        assertThat(asked).as("the canary and its baseline, then production").hasValue(600);
    }

    private static int index(List<String> log, String part) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aCanaryThatIsWrongGetsNoTraffic() {
        canaryWrong = 0.5;
        rolledBack("accuracy >= 0.9' on smoke");
        assertThat(target.requests).noneMatch(request -> request.startsWith("POST /admin/promote"));
    }

    @Test
    void aCanaryThatDoesNotAnswerGetsNoTraffic() {
        canaryStatus = 500;
        assertThatThrownBy(() -> jenkins.build(build -> {
                    data(build);
                    build.register("bad");
                    build.run(step());
                }))
                .hasMessageContaining("digits:1 was rolled back: smoke test of the canary");
        assertThat(target.canary()).isEmpty();
        assertThat(asked).as("not asked for ever").hasValueLessThan(220);
    }

    @Test
    void productionThatIsNotWellGivesWayToTheFormerVersionByItself() throws Exception {
        target.clear();
        jenkins.build(build -> {
            build.register("first");
            build.run(new MlCanaryStep("digits", "production"));
        });
        assertThatThrownBy(() -> jenkins.build(build -> {
                    data(build);
                    build.register("good");
                    MlCanaryStep step = step();
                    step.getSmoke().setChecks(List.of("accuracy >= 0.9"));
                    productionWrong = 0.5;
                    build.run(step);
                }))
                .hasMessageContaining("digits:2 was rolled back: smoke test of the production");
        assertThat(target.stable()).as("what users had before").contains("digits:1");
        assertThat(target.canary()).isEmpty();
        assertThat(jenkins.registry().state().stage("digits:2")).contains(Stage.REJECTED);
        assertThat(jenkins.registry().production("digits")).map(version -> version.id()).contains("digits:1");
    }

    @Test
    void mistakesAreNamed() {
        MlCanaryStep none = step();
        none.setSmoke(new SmokeTest("elsewhere"));
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("good");
                    build.run(none);
                }))
                .isInstanceOf(AbortException.class).hasMessageContaining("elsewhere' is no part of a data set");
        MlCanaryStep many = step();
        many.getSmoke().setRequests(0);
        assertThatThrownBy(() -> jenkins.build(build -> build.run(many))).hasMessageContaining("requests must be 1 to 10000, but is 0");
    }
}
