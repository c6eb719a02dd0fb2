package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A webhook starts one build with a cause that says why; whoever does not know the secret starts none. */
final class WebhookChecks {

    static final String TOKEN = UUID.randomUUID() + "-" + UUID.randomUUID();

    private static final String JOB = ControllerScripts.PREFIX + "-webhook";
    private static final String ALERT = "MlcdVerifyAlert";
    private static final String JENKINSFILE = """
            pipeline {
                agent any
                triggers { mlTrigger(alerts: ['%s']) }
                stages {
                    stage('Retrain') {
                        steps { echo 'would retrain' }
                    }
                }
            }
            """.formatted(ALERT);

    private final JenkinsClient jenkins;
    private final JenkinsClient nobody;
    private final Checks checks;
    private final Duration patience;

    WebhookChecks(JenkinsClient jenkins, Checks checks, Settings settings) {
        this.jenkins = jenkins;
        this.nobody = jenkins.anonymous();
        this.checks = checks;
        this.patience = settings.patience();
    }

    void run() throws InterruptedException {
        boolean ready = checks.check("a job with mlTrigger is created and run once", () -> {
            jenkins.postXml("createItem?name=" + JOB, Example.jobXml(JENKINSFILE)).require("createItem", 200);
            return RemoteBuild.start(jenkins, JOB).awaitResult(patience, "SUCCESS");
        });
        if (!ready) {
            checks.skip("webhook", "its job does not run");
            return;
        }
        String alert = alert(Instant.now());
        checks.check("a webhook with a wrong token is refused with 403", () -> post("wrong", alert, 403));
        checks.check("a webhook without Alertmanager's form is refused with 400", () -> post(TOKEN, "{\"version\": \"4\"}", 400));
        checks.check("GET of the webhook's address is refused with 405", () -> "HTTP " + nobody.get("mlcd/webhook/alertmanager").require("GET", 405).status());
        checks.check("the right webhook is accepted with 202", () -> post(TOKEN, alert, 202));
        checks.check("the same alert again is accepted, too", () -> post(TOKEN, alert, 202));
        checks.check("it starts one build, whose cause names the alert", this::oneBuild);
    }

    private String post(String token, String body, int expected) throws IOException, InterruptedException {
        JenkinsClient.Answer answer = nobody.postWebhook("mlcd/webhook/alertmanager", token, body).require("the webhook", expected);
        return "HTTP " + answer.status() + " " + answer.body().strip();
    }

    private String oneBuild() throws IOException, InterruptedException {
        RemoteBuild build = new RemoteBuild(jenkins, JOB, 2);
        build.await("to begin", patience, () -> jenkins.get(build.path() + "api/json").status() == 200);
        build.awaitResult(patience, "SUCCESS");
        Thread.sleep(8_000); // longer than Jenkins' own quiet period, after which a second build would have begun
        int next = jenkins.json("job/" + JOB + "/api/json?tree=nextBuildNumber").path("nextBuildNumber").asInt();
        if (next != 3) {
            throw new IOException("there are " + (next - 2) + " builds of one alert");
        }
        List<String> causes = build.causes();
        if (causes.stream().noneMatch(cause -> cause.contains(ALERT))) {
            throw new IOException("its causes are " + causes);
        }
        return String.join("; ", causes);
    }

    private static String alert(Instant started) {
        return """
                {"receiver": "jenkins", "status": "firing", "version": "4", "groupKey": "{}", "truncatedAlerts": 0, "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {},
                 "externalURL": "http://127.0.0.1", "alerts": [{"status": "firing", "labels": {"alertname": "%s", "model": "digits"}, "annotations": {"summary": "a try"},
                 "startsAt": "%s", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "", "fingerprint": "00d00d00d00d00d0"}]}
                """.formatted(ALERT, started);
    }
}
