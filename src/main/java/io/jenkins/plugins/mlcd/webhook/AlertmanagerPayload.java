package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.loop.Occurrence.Kind;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Alertmanager's webhook, version 4 of its payload: a group of alerts, each of which fires or is resolved, whatever the group's status
 * says. The cause is the alert's fingerprint and start, so what is sent again while it fires is the same cause.
 */
final class AlertmanagerPayload implements Payload {

    private static final String VERSION = "4";

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        if (!VERSION.equals(body.path("version").asText())) {
            throw new PayloadException("'version' must be \"4\", which is what Alertmanager sends");
        }
        List<Occurrence> occurrences = new ArrayList<>();
        for (JsonNode alert : Fields.array(body, "/alerts")) {
            occurrences.add(alert(alert, body, source));
        }
        return occurrences;
    }

    private static Occurrence alert(JsonNode alert, JsonNode group, String source) throws PayloadException {
        Fields.requireObject(alert, "each of 'alerts'");
        String status = Fields.text(alert, "/status");
        if (!status.equals("firing") && !status.equals("resolved")) {
            throw new PayloadException("'status' of an alert must be firing or resolved");
        }
        Map<String, String> labels = Fields.texts(alert.path("labels"));
        String name = Fields.text(alert, "/labels/alertname");
        Instant start = time(Fields.text(alert, "/startsAt"));
        String fingerprint = Fields.optionalText(alert, "/fingerprint").orElseGet(() -> new TreeMap<>(labels).toString());
        boolean fires = status.equals("firing");
        return new Occurrence(Kind.ALERT, fires, name, List.of(), "alert " + fingerprint + " " + start, summary(name, alert, group, fires), labels,
                OptionalLong.empty(), OptionalLong.empty(), confidence(alert), detail(alert, group, start), source);
    }

    private static java.util.OptionalDouble confidence(JsonNode alert) {
        JsonNode annotated = alert.path("annotations").path("confidence");
        return Fields.confidence(annotated.isMissingNode() ? alert.path("labels").path("confidence") : annotated);
    }

    private static String summary(String name, JsonNode alert, JsonNode group, boolean fires) {
        String text = Fields.optionalText(alert, "/annotations/summary").map(words -> ": " + words).orElse("");
        int left = Math.max(0, group.path("truncatedAlerts").asInt());
        return "alert " + name + (fires ? " fires" : " is resolved") + text + (left == 0 ? "" : " (Alertmanager left out " + left + " more of its group)");
    }

    private static ObjectNode detail(JsonNode alert, JsonNode group, Instant start) {
        ObjectNode detail = Json.object().put("status", alert.path("status").asText()).put("startsAt", start.toString());
        detail.set("labels", Fields.object(alert.path("labels")));
        detail.set("annotations", Fields.object(alert.path("annotations")));
        Fields.optionalText(alert, "/fingerprint").ifPresent(text -> detail.put("fingerprint", text));
        Fields.optionalText(alert, "/generatorURL").ifPresent(text -> detail.put("generatorURL", text));
        Fields.optionalText(group, "/externalURL").ifPresent(text -> detail.put("externalURL", text));
        detail.set("groupLabels", Fields.object(group.path("groupLabels")));
        return detail.put("truncatedAlerts", Math.max(0, group.path("truncatedAlerts").asInt()));
    }

    private static Instant time(String text) throws PayloadException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new PayloadException("'startsAt' must be a time such as 2026-01-31T12:00:00Z");
        }
    }
}
