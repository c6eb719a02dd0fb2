package io.jenkins.plugins.mlcd.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.agent.replay.Replay;
import io.jenkins.plugins.mlcd.agent.replay.ReplayOptions;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import io.jenkins.plugins.mlcd.webhook.WebhookSource;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drifted digits are sent to a real model server; its metrics make a real Prometheus and a real Alertmanager call the webhook. */
@Timeout(120)
class AlertsIT {

    private static final Path DIGITS = Path.of("examples/data/digits");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final List<String> CLASSES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final String LOOP = "while read -r line; do id=${line#*'\"id\":\"'}; id=${id%%'\"'*}; printf '{\"id\":\"%s\",\"prediction\":\"7\",\"confidence\":0.9}\\n' \"$id\"; done";

    @TempDir
    private Path directory;

    private final List<String> payloads = new CopyOnWriteArrayList<>();
    private final List<Occurrence> occurrences = new CopyOnWriteArrayList<>();
    private HttpServer jenkins;
    private ServedModel served;
    private RealServer alertmanager;
    private RealServer prometheus;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RealServer.program("prometheus").isPresent() && RealServer.program("prometheus-alertmanager").isPresent(),
                "left out, because prometheus and prometheus-alertmanager are not both installed");
        jenkins = receiver();
        served = ServedModel.start("digits:4", model(), directory.resolve("serve.log"));
        AlertOptions options = new AlertOptions("digits", Duration.ofSeconds(1), 0.1, 0.25, 0.5, 0.05, Duration.ofSeconds(30));
        alertmanager = alertmanager(options);
        prometheus = RealServer.prometheus(configuration(options), directory);
    }

    @AfterEach
    void stop() {
        for (RealServer server : new RealServer[] {prometheus, alertmanager}) {
            if (server != null) {
                server.close();
            }
        }
        if (served != null) {
            served.close();
        }
        if (jenkins != null) {
            jenkins.stop(0);
        }
    }

    private HttpServer receiver() throws Exception {
        WebhookSource source = WebhookSource.of("alertmanager", WebhookSource.Kind.ALERTMANAGER, WebhookSource.Scheme.BEARER, () -> List.of(TOKEN));
        WebhookReceiver receiver = new WebhookReceiver(() -> new WebhookSettings(List.of(source), List.of()), occurrences::addAll, InstantSource.system());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mlcd/webhook/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            payloads.add(new String(body, StandardCharsets.UTF_8));
            WebhookReply reply = receiver.receive(new WebhookRequest(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath().substring("/mlcd/webhook/".length()), Map.of(),
                    exchange.getRequestHeaders(), "127.0.0.1", new ByteArrayInputStream(body)));
            exchange.sendResponseHeaders(reply.status(), -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** A model of real digits, with the profile of what it was trained on; what it answers does not matter here. */
    private Path model() throws Exception {
        Path model = Files.createDirectories(directory.resolve("model"));
        ModelDescription description = new ModelDescription("mlcd/model", 1, "loop", Map.of(), "command", CLASSES, InputShape.image(28, 28, 1),
                Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.of(List.of("sh", "-c", LOOP)));
        description.write(model);
        ReferenceProfile.write(model, Part.read(DIGITS.resolve("old/train")), new AlwaysSeven(description));
        return model;
    }

    private record AlwaysSeven(ModelDescription description) implements Predictor {

        @Override
        public float[][] predict(float[][] inputs) {
            float[][] rows = new float[inputs.length][CLASSES.size()];
            for (float[] row : rows) {
                row[7] = 0.9f;
            }
            return rows;
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private RealServer alertmanager(AlertOptions options) throws Exception {
        int port = RealServer.freePort();
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        URI webhook = URI.create("http://127.0.0.1:" + jenkins.getAddress().getPort() + "/mlcd/webhook/alertmanager");
        // As an operator may: for this test nobody should wait for a group to fill.
        Path file = Files.writeString(directory.resolve("alertmanager.yml"),
                AlertmanagerRoute.yaml(options, webhook, token.toString()).replace("group_wait: 10s", "group_wait: 1s"));
        return RealServer.start(
                new ProcessBuilder(RealServer.program("prometheus-alertmanager").orElseThrow().toString(), "--config.file=" + file,
                        "--storage.path=" + directory.resolve("am"), "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address="),
                port, "/-/ready", directory.resolve("alertmanager.log"));
    }

    private Path configuration(AlertOptions options) throws Exception {
        Path rules = Files.writeString(directory.resolve("digits.rules.yml"), new AlertRules(options).yaml());
        return Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms}
                rule_files: ['%s']
                alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
                scrape_configs:
                  - job_name: models
                    static_configs: [{targets: ['%s']}]
                """.formatted(rules, alertmanager.port(), served.url().getAuthority()));
    }

    @Test
    void aDriftedReplayCallsTheWebhookAndTheUsualTrafficDoesNot() throws Exception {
        PrometheusClient client = new PrometheusClient(PrometheusServer.at(prometheus.url()));
        replay("old/test", 600);
        await().atMost(Duration.ofSeconds(30)).until(() -> client.query("mlcd:window_stability_index:max").size() == 1);
        assertThat(client.query("mlcd:window_stability_index:max").get(0).last().value()).isLessThan(0.25);
        assertThat(client.query("mlcd:window_unexpected:ratio_max").get(0).last().value()).isLessThan(0.1);
        assertThat(client.query("ALERTS{alertname=~\"ModelDriftHigh|ModelUnexpectedValues\"}")).isEmpty();
        assertThat(payloads).isEmpty();

        replay("drifted/replay", 600);
        await().atMost(Duration.ofSeconds(40)).until(() -> occurrences.stream().anyMatch(occurrence -> occurrence.labels().get("alertname").equals("ModelDriftHigh")));

        Occurrence alert = occurrences.stream().filter(occurrence -> occurrence.labels().get("alertname").equals("ModelDriftHigh")).findFirst().orElseThrow();
        assertThat(alert.active()).isTrue();
        assertThat(alert.labels()).containsEntry("model", "digits:4").containsEntry("model_name", "digits").containsEntry("severity", "critical");
        assertThat(alert.summary()).contains("digits:4: a feature has shifted from the training data");
        assertThat(Json.parseObject(payloads.get(0)).path("version").asText()).isEqualTo("4");
    }

    private void replay(String part, int count) throws Exception {
        try (Replay replay = new Replay(new ReplayOptions(served.url(), 400, count, false, 8, 1), Part.read(DIGITS.resolve(part)))) {
            replay.run(() -> false);
        }
    }
}
