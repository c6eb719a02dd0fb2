package io.jenkins.plugins.mlcd.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Whether an Alertmanager answers, and sends to a webhook of ours. */
public record AlertmanagerExamination(URI url) implements Examination {

    private static final String WHAT = "Alertmanager";

    @Override
    public List<Diagnosis> examine() throws InterruptedException {
        try {
            HttpResponse<String> answer = HttpGet.of(URI.create(url.toString().replaceFirst("/*$", "/") + "api/v2/status"));
            if (answer.statusCode() != 200) {
                return List.of(unreachable("HTTP " + answer.statusCode() + " of " + answer.uri()));
            }
            JsonNode status = Json.mapper().readTree(answer.body());
            String seen = WHAT + " " + status.at("/versionInfo/version").asText("of an unknown version") + " at " + url;
            String config = status.at("/config/original").asText();
            return List.of(config.contains("webhook_configs")
                    ? Diagnosis.ok(WHAT, seen)
                    : Diagnosis.warn(WHAT, seen + " has no webhook receiver", "Add one for Jenkins: see docs/how-to/retrain-on-alerts.md."));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(unreachable(Examination.words(e)));
        }
    }

    private Diagnosis unreachable(String seen) {
        return Diagnosis.fail(WHAT, url + ": " + seen, "Look at the address; without it a build cannot ask whether its alert still fires, and believes that it does.");
    }
}
