package io.jenkins.plugins.mlcd.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Whether webhooks that are sent to a Jenkins, or to {@code mlcd up}, reach the plugin; from here, without a secret. */
public record WebhookExamination(URI jenkins) implements Examination {

    private static final String WHAT = "webhook";

    @Override
    public List<Diagnosis> examine() throws InterruptedException {
        try {
            HttpResponse<String> answer = HttpGet.of(URI.create(jenkins.toString().replaceFirst("/*$", "/") + "mlcd/webhook/alertmanager"));
            return List.of(judge(answer.uri(), answer.statusCode()));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Diagnosis.fail(WHAT, jenkins + ": " + Examination.words(e), "Look at the address, name resolution and firewall: whoever sends webhooks must reach it, too."));
        }
    }

    /** The plugin answers a GET with 405; everything else is somebody else's answer. */
    private static Diagnosis judge(URI url, int status) {
        return switch (status) {
            case 405 -> Diagnosis.ok(WHAT, url + " is there");
            case 404 -> Diagnosis.fail(WHAT, url + " is not there", "Install the plugin, and give the address of Jenkins with its context path.");
            case 301, 302, 307, 308 -> Diagnosis.fail(WHAT, url + " is redirected", "Give senders the address that it leads to: they do not follow redirects of a POST.");
            case 401, 403 -> Diagnosis.fail(WHAT, url + " wants a login: HTTP " + status, "Let the proxy in front of Jenkins pass /mlcd/webhook/ without one; the requests prove themselves who sent them.");
            default -> Diagnosis.fail(WHAT, url + " answers HTTP " + status, "Look at the log of Jenkins and of the proxy in front of it.");
        };
    }
}
