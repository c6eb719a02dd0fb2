package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.prometheus.RealServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds that {@code mlcd up} begins: how long it takes from an alert that a real Alertmanager gets, and because of a schedule. */
@Timeout(180)
class AlertToBuildIT {

    private static final int ALERTS = 9;
    private static final String JENKINSFILE = """
            pipeline {
                agent any
                triggers { mlTrigger(alerts: ['Drift']) }
                stages {
                    stage('Train') {
                        steps { echo 'train' }
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private RunProcess up;
    private RealServer alertmanager;

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.close();
        }
        if (up != null) {
            ProcessHandle.of(up.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void beginsABuildWithinASecondOfTheAlertAtTheMedian() throws Exception {
        assumeTrue(RealServer.program("prometheus-alertmanager").isPresent(), "left out, because prometheus-alertmanager is not installed");
        up = RunProcess.up(directory, JENKINSFILE);
        up.awaitOutput("Ctrl-C stops it");
        startAlertmanager();
        long[] millis = new long[ALERTS];
        for (int i = 0; i < ALERTS; i++) {
            long sent = System.currentTimeMillis();
            fire(i + 1);
            int number = i + 1;
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> build(number).contains("<result>SUCCESS</result>"));
            millis[i] = Long.parseLong(build(number).replaceAll("(?s).*<timestamp>(\\d+)</timestamp>.*", "$1")) - sent;
        }
        System.out.println("alert at Alertmanager (group_wait 0s) -> build: " + Arrays.toString(millis) + " ms, one after the other");
        Arrays.sort(millis);
        System.out.println("median " + millis[ALERTS / 2] + " ms");
        assertThat(millis[ALERTS / 2]).as("median in ms of %s", Arrays.toString(millis)).isLessThan(1_000);
    }

    /** Takes up to a minute: a schedule says no seconds. */
    @Test
    void aScheduleStartsABuildWithACauseOfTheSameForm() throws Exception {
        up = RunProcess.up(directory, JENKINSFILE.replace("mlTrigger(alerts: ['Drift'])", "mlTrigger(alerts: ['Drift'])\n        cron('* * * * *')").replace("triggers { ", "triggers {\n        "));
        await().atMost(Duration.ofSeconds(100)).until(() -> build(1).contains("<result>SUCCESS</result>"));
        assertThat(build(1)).contains("TimerTriggerCause", "MlCause");
        assertThat(Inbox.of(directory.resolve("home/jobs/job")).events()).first().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("schedule");
            assertThat(event.summary()).isEqualTo("Started by a schedule");
            assertThat(event.build()).contains(1);
        });
    }

    private void startAlertmanager() throws IOException {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(up.output());
        assertThat(address.find()).isTrue();
        Path configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
                route: {receiver: mlcd, group_by: [n], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                  - name: mlcd
                    webhook_configs:
                      - url: %s/mlcd/webhook/alertmanager
                        http_config: {authorization: {credentials_file: %s}}
                """.formatted(address.group(), directory.resolve("home/webhook.token")));
        int port = RealServer.freePort();
        alertmanager = RealServer.start(new ProcessBuilder(RealServer.program("prometheus-alertmanager").orElseThrow().toString(), "--config.file=" + configuration,
                "--storage.path=" + directory.resolve("alertmanager"), "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address="),
                port, "/-/ready", directory.resolve("alertmanager.log"));
    }

    private void fire(int number) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(alertmanager.url() + "/api/v2/alerts")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[{\"labels\": {\"alertname\": \"Drift\", \"n\": \"" + number + "\"}}]")).build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private String build(int number) throws IOException {
        Path file = directory.resolve("home/jobs/job/builds/" + number + "/build.xml");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
