package io.jenkins.plugins.mlcd.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.prometheus.RealServer;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The closed loop with nobody there: users change, a real Prometheus sees it, a real Alertmanager tells {@code mlcd up}, a build trains
 * another model and rolls it out to the users.
 */
@Timeout(400)
class UnattendedLoopIT {

    private static final Path DIGITS = Path.of("examples/data/digits").toAbsolutePath();
    private static final String ALERT = "AccuracyLow";
    private static final long COLD_MILLIS = 30_000;

    @TempDir
    Path directory;

    private Mlcd up;
    private RealServer prometheus;
    private RealServer alertmanager;

    @AfterEach
    void stop() throws Exception {
        for (RealServer server : new RealServer[] {prometheus, alertmanager}) {
            if (server != null) {
                server.close();
            }
        }
        if (up != null && up.process().isAlive()) {
            up.kill();
        }
    }

    private Path home() {
        return directory.resolve("home");
    }

    private Path job() {
        return home().resolve("jobs/digits");
    }

    private static final String JENKINSFILE = """
            pipeline {
                agent any
                triggers {
                    mlTrigger(alerts: ['AccuracyLow'], notifications: [owners(to: 'owner@example.org')])
                }
                stages {
                    stage('Train') {
                        steps {
                            mlSweep(study: 'digits', metric: 'accuracy', maxTrialCount: 1, sampler: random(seed: 1), space: [hidden: '32, 48', epochs: '1']) {
                                sh 'mlcd train --data DIGITS/new --algorithm mlp'
                            }
                            mlRegister(model: 'digits', study: 'digits')
                        }
                    }
                    stage('Canary') {
                        steps {
                            mlCanary(model: 'digits', target: 'production', stepWeights: [50, 100], interval: '2s', minRequests: 5, metrics: ['error_rate <= 0.5'])
                        }
                    }
                }
            }
            """;

    /** The users that the model does not know are there from the beginning, so that the test need not wait for them. */
    private static final String SETTINGS = """
            alertmanager: http://127.0.0.1:PORT
            targets:
              production:
                local:
                  model: digits
                  initialModel: mlcd train --data DIGITS/old --algorithm mlp --param hidden=16 --param epochs=1
                  traffic:
                    - {data: DIGITS/drifted/replay, rate: 30, feedback: true}
            """;

    @Test
    void retrainsAndPromotesOnceBecauseOfAnAlert() throws Exception {
        assumeTrue(RealServer.program("prometheus").isPresent() && RealServer.program("prometheus-alertmanager").isPresent(),
                "left out, because prometheus or prometheus-alertmanager is not installed");
        int alertmanagerPort = RealServer.freePort();
        write("Jenkinsfile", JENKINSFILE);
        write("mlcd.yaml", SETTINGS.replace("PORT", Integer.toString(alertmanagerPort)));
        up = Mlcd.start(directory, "up", "Jenkinsfile", "--home", home().toString(), "--job", "digits", "--port", "0", "--plain");
        await().atMost(Duration.ofSeconds(90)).until(() -> up.text().contains("Ctrl-C stops it") || !up.process().isAlive());
        assertThat(up.process().isAlive()).as(up.text()).isTrue();
        startAlertmanager(alertmanagerPort);
        startPrometheus(alertmanagerPort);

        await().atMost(Duration.ofSeconds(200)).untilAsserted(() -> assertThat(build()).as(up.text()).contains("<result>SUCCESS</result>"));

        assertThat(build()).contains("MlCause", ALERT);
        assertThat(Registry.of(job()).production("digits").orElseThrow().id()).isEqualTo("digits:1");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(
                () -> assertThat(mails()).anyMatch(mail -> mail.contains("model promoted")).anyMatch(mail -> mail.contains("retraining started")));
        assertNoSecondBuild();
        assertQuick();
        stopInOrder();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text.replace("DIGITS", DIGITS.toString()));
    }

    private void startAlertmanager(int port) throws IOException {
        String address = up.text().lines().filter(line -> line.contains("/mlcd/webhook/alertmanager")).findFirst().orElseThrow().replaceAll(".*(http://[0-9.:]+/).*", "$1");
        Path configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
                route:
                  receiver: mlcd
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1s
                receivers:
                  - name: mlcd
                    webhook_configs:
                      - url: %smlcd/webhook/alertmanager
                        send_resolved: true
                        http_config:
                          authorization:
                            credentials_file: %s
                """.formatted(address, home().resolve("webhook.token")));
        alertmanager = RealServer.start(new ProcessBuilder(RealServer.program("prometheus-alertmanager").orElseThrow().toString(),
                "--config.file=" + configuration, "--storage.path=" + directory.resolve("alertmanager"), "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="), port, "/-/ready", directory.resolve("alertmanager.log"));
    }

    private void startPrometheus(int alertmanagerPort) throws IOException {
        String target = Json.read(home().resolve("targets/production/target.json"), ObjectNode.class).path("dataUrl").asText().replace("http://", "");
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: digits
                    interval: 500ms
                    rules:
                      - alert: AccuracyLow
                        expr: sum(rate(mlcd_target_correct_total[5s])) / sum(rate(mlcd_target_labelled_total[5s])) < 0.9
                        keep_firing_for: 10m
                        labels: {model: digits, severity: critical}
                        annotations: {summary: "accuracy of digits is {{ $value }}"}
                """);
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ['127.0.0.1:%d']}]
                scrape_configs:
                  - job_name: production
                    static_configs: [{targets: ['%s']}]
                """.formatted(alertmanagerPort, target));
        prometheus = RealServer.prometheus(configuration, directory);
    }

    private String build() throws IOException {
        Path file = job().resolve("builds/1/build.xml");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private List<String> mails() throws IOException {
        try (Stream<Path> files = Files.list(home().resolve("outbox"))) {
            return files.map(file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }

    private long accepted() throws IOException {
        return EventLog.read(home().resolve("mlcd/webhook-000001.jsonl"), Schema.INTAKE).stream().filter(event -> event.toString().contains(ALERT)).count();
    }

    /** Alertmanager tells of the same alert again and again while it fires. */
    private void assertNoSecondBuild() throws IOException {
        long before = accepted();
        await().atMost(Duration.ofSeconds(30)).until(() -> accepted() >= before + 3);
        assertThat(job().resolve("builds/2")).doesNotExist();
    }

    /** From the alert's start, as Prometheus sees it, to Alertmanager's webhook on disk, and from there to the build. */
    private void assertQuick() throws IOException {
        ObjectNode first = EventLog.read(home().resolve("mlcd/webhook-000001.jsonl"), Schema.INTAKE).get(0);
        Instant accepted = Instant.parse(first.path("at").asText());
        Instant fired = Instant.parse(first.at("/occurrences/0/detail/startsAt").asText());
        long started = Long.parseLong(build().replaceAll("(?s).*<timestamp>(\\d+)</timestamp>.*", "$1"));
        long toWebhook = Duration.between(fired, accepted).toMillis();
        long toBuild = started - accepted.toEpochMilli();
        System.out.println("alert -> webhook on disk " + toWebhook + " ms, webhook on disk -> build " + toBuild + " ms");
        // A first request of a fresh process on a machine that may be busy: bench webhook measures what is usual.
        assertThat(toWebhook).as("alert -> webhook, ms").isLessThan(COLD_MILLIS);
        assertThat(toBuild).as("webhook -> build, ms").isLessThan(COLD_MILLIS);
    }

    private void stopInOrder() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(up.process().pid())).start().waitFor(5, TimeUnit.SECONDS);
        assertThat(up.waitFor(30)).as(up.text()).isZero();
    }
}
