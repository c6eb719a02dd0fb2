package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks an Alertmanager which alerts fire. */
public final class AlertmanagerApi {

    private static final Logger LOGGER = Logger.getLogger(AlertmanagerApi.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 16 << 20;

    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();

    private AlertmanagerApi() {}

    /** The fingerprints of the alerts that are active now; empty when it does not answer. */
    public static Optional<Set<String>> firing(URI alertmanager) {
        URI url = URI.create(alertmanager.toString().replaceFirst("/+$", "") + "/api/v2/alerts?active=true&silenced=true&inhibited=true");
        HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", "application/json").GET().build();
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] content = body.readNBytes(MAX_BYTES);
                if (answer.statusCode() != 200) {
                    throw new IOException("it answers " + answer.statusCode());
                }
                return Optional.of(fingerprints(HostileJson.parse(content)));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, () -> "Alertmanager " + alertmanager + " does not say which alerts fire: " + e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Set<String> fingerprints(JsonNode alerts) throws IOException {
        if (!alerts.isArray()) {
            throw new IOException("it answers no list of alerts");
        }
        Set<String> fingerprints = new HashSet<>();
        alerts.forEach(alert -> fingerprints.add(alert.path("fingerprint").asText()));
        return fingerprints;
    }
}
