package io.jenkins.plugins.mlcd.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.mlcd.canary.PersonCommands;
import io.jenkins.plugins.mlcd.canary.Phase;
import io.jenkins.plugins.mlcd.canary.Reading;
import io.jenkins.plugins.mlcd.canary.Rollout;
import io.jenkins.plugins.mlcd.canary.RolloutDefinition;
import io.jenkins.plugins.mlcd.canary.RolloutTarget;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that are judged by a real Prometheus, which scrapes two real model servers. */
@Timeout(120)
class PrometheusIT {

    private static final String STABLE = "digits:1";
    private static final String CANARY = "digits:2";
    private static final double[] GOOD = {0.1, 0, 0, 0};
    private static final double[] BAD = {0.9, 0, 0, 0};

    @TempDir
    static Path directory;

    private static ServedModel stable;
    private static ServedModel canary;
    private static RealServer prometheus;
    private static PrometheusClient client;

    private final AtomicBoolean done = new AtomicBoolean();
    private volatile int weight;
    private volatile double canaryErrors;
    private Thread users;

    @BeforeAll
    static void startServers() throws Exception {
        assumeTrue(RealServer.program("prometheus").isPresent(), "left out, because prometheus is not installed");
        Path model = ServedModel.model(directory.resolve("model"));
        stable = ServedModel.start(STABLE, model, directory.resolve("stable.log"));
        canary = ServedModel.start(CANARY, model, directory.resolve("canary.log"));
        scrape(stable, canary);
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 500ms
                  scrape_timeout: 500ms
                scrape_configs:
                  - job_name: models
                    file_sd_configs:
                      - files: ['%s']
                        refresh_interval: 1s
                """.formatted(directory.resolve("targets.json")));
        prometheus = RealServer.prometheus(configuration, directory);
        client = new PrometheusClient(PrometheusServer.at(prometheus.url()));
    }

    private static void scrape(ServedModel... servers) throws Exception {
        List<String> targets = Arrays.stream(servers).map(server -> "\"" + server.url().getAuthority() + "\"").toList();
        Path next = Files.writeString(directory.resolve("targets.new"), "[{\"targets\": " + targets + "}]");
        Files.move(next, directory.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterAll
    static void stopServers() {
        for (AutoCloseable server : new AutoCloseable[] {prometheus, stable, canary}) {
            if (server instanceof RealServer real) {
                real.close();
            } else if (server instanceof ServedModel served) {
                served.close();
            }
        }
    }

    @BeforeEach
    void scrapeBoth() throws Exception {
        scrape(stable, canary);
        awaitScraped(2);
        users = new Thread(this::use, "users");
        users.setDaemon(true);
        users.start();
    }

    @AfterEach
    void stopUsers() throws Exception {
        done.set(true);
        users.join(5_000);
    }

    private static void awaitScraped(int servers) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100)).until(() -> client.query("up{job=\"models\"} == 1").size() == servers);
    }

    private void use() {
        SplittableRandom random = new SplittableRandom(1);
        while (!done.get()) {
            try {
                if (random.nextInt(100) < weight) {
                    canary.predict(random.nextDouble() < canaryErrors ? BAD : GOOD);
                } else {
                    stable.predict(GOOD);
                }
                Thread.sleep(2);
            } catch (IOException e) {
                // A server that is being started anew.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static PrometheusMetricProvider provider() {
        return new PrometheusMetricProvider(client, ServeMetrics.matching("job=\"models\""), CustomFigures.NONE, Map.of(), Map.of());
    }

    private Rollout rollout(List<String> console) throws Exception {
        Path record = Files.createTempDirectory(directory, "rollout");
        RolloutDefinition definition = RolloutDefinition.builder(List.of(50, 100), 1)
                .metrics(List.of("error_rate <= stable + 0.05", "confidence >= stable - 0.1"), List.of())
                .minRequests(100)
                .build();
        return Rollout.open(
                record.resolve("rollout.jsonl"), new PersonCommands(record.resolve("commands.jsonl")), CANARY, "production", definition,
                new RolloutTarget(new Running(), split -> weight = split.weight(), provider(), Optional.empty()), InstantSource.system(), console::add);
    }

    /** Both versions run already. */
    private static final class Running implements Workload {

        @Override
        public Optional<String> stable() {
            return Optional.of(STABLE);
        }

        @Override
        public void deployStable(String model) {
            // It runs.
        }

        @Override
        public void deployCanary(String model) {
            // It runs.
        }

        @Override
        public void promote(String model) {
            // The record says it.
        }

        @Override
        public void removeCanary() {
            // It goes on for the next test.
        }

        @Override
        public void restore(String former) {
            // It runs.
        }
    }

    private static Phase runToEnd(Rollout rollout) throws Exception {
        for (Optional<Instant> next = rollout.advance(); next.isPresent(); next = rollout.advance()) {
            Thread.sleep(Math.max(1, Duration.between(Instant.now(), next.get()).toMillis()));
        }
        return rollout.state().phase();
    }

    @Test
    void promotesAHealthyCanary() throws Exception {
        List<String> console = new ArrayList<>();

        assertThat(runToEnd(rollout(console))).as(String.join("\n", console)).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void rollsBackACanaryThatFails() throws Exception {
        canaryErrors = 0.4;
        List<String> console = new ArrayList<>();

        Rollout rollout = rollout(console);
        assertThat(runToEnd(rollout)).isEqualTo(Phase.FAILED);
        assertThat(weight).isZero();
        assertThat(String.join("\n", console)).as(rollout.state().reason()).contains(": FAIL").contains("error_rate <= stable + 0.05");
    }

    @Test
    void holdsTheWeightWhenTheCanaryIsNotScrapedAnyMore() throws Exception {
        List<String> console = new ArrayList<>();
        Rollout rollout = rollout(console);
        rollout.advance();
        scrape(stable);
        awaitScraped(1);
        for (int look = 0; look < 3; look++) {
            Thread.sleep(1_050);
            rollout.advance();
        }

        assertThat(weight).isEqualTo(50);
        assertThat(rollout.state().phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(String.join("\n", console)).contains("INCONCLUSIVE").doesNotContain("PASS").doesNotContain("FAIL");
    }

    /** It had made many errors in its former life. */
    @Test
    void takesARestartedServerForNoBurstOfErrors() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(canary.predict(BAD)).isEqualTo(500);
        }
        await().until(() -> client.query("sum(mlcd_requests_total{model=\"" + CANARY + "\",code=\"500\"}) >= 100").size() == 1);
        PrometheusMetricProvider provider = provider();
        provider.read(CANARY, STABLE);
        weight = 100;
        Thread.sleep(1_500);
        weight = 0;
        Thread.sleep(100);
        Counters before = provider.read(CANARY, STABLE).canary().orElseThrow();
        canary.startAgain();
        weight = 100;
        Thread.sleep(1_000);
        awaitScraped(2);
        await().until(() -> client.query("mlcd_requests_total{model=\"" + CANARY + "\",code=\"200\"}").size() == 1);

        Reading after = provider.read(CANARY, STABLE);

        assertThat(before.errors()).isZero();
        assertThat(after.canary()).map(Counters::errors).contains(0L);
        assertThat(after.canary().orElseThrow().requests()).isGreaterThan(before.requests());
    }

    @Test
    void asksWhatARealServerUnderstands() throws Exception {
        assertThat(client.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(client.query("vector(1) / 0").get(0).last().value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(client.range("vector(1)", Instant.now().minusSeconds(10), Instant.now(), Duration.ofSeconds(5)).get(0).samples()).hasSizeBetween(2, 3);
        assertThat(client.query(IstioMetrics.matching(IstioMetrics.BY_WORKLOAD).selector()
                        .fill(Map.of("workload", "di\"g{it}s\\", "namespace", "ml")))).isEmpty();
        assertThat(client.query(new QueryTemplate("up{job=~\"{{version}}\"}").fill(Map.of("version", "a|\"(models\\")))).isEmpty();
        assertThatThrownBy(() -> client.query("sum(")).isInstanceOf(PrometheusException.class).hasMessageContaining(" answered 400: ").hasMessageContaining("parse error");
        assertThatThrownBy(() -> client.query("up * on() up")).hasMessageContaining(" answered 422: ");
    }
}
