package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CloudEvents 1.0 over HTTP: structured (the body is the event), batched (a list of them) or binary (attributes in {@code ce-} headers).
 * Data of our own forms is read as such; of any other event, its subject (or source) has a new version, which is the event's id.
 */
final class CloudEventsPayload implements Payload {

    private static final List<String> REQUIRED = List.of("specversion", "type", "source", "id");

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        List<Occurrence> occurrences = new ArrayList<>();
        if (isStructured(request)) {
            for (JsonNode event : body.isArray() ? body : Json.mapper().createArrayNode().add(body)) {
                Fields.requireObject(event, "a structured event");
                occurrences.addAll(event(event, event.path("data"), request, source));
            }
        } else {
            occurrences.addAll(event(attributes(request), body, request, source));
        }
        return occurrences;
    }

    private static boolean isStructured(WebhookRequest request) {
        return request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/cloudevents");
    }

    private static ObjectNode attributes(WebhookRequest request) {
        ObjectNode attributes = Json.object();
        request.headers().keySet().stream().filter(name -> name.startsWith("ce-"))
                .forEach(name -> request.header(name).ifPresent(value -> attributes.put(name.substring("ce-".length()), value)));
        return attributes;
    }

    private static List<Occurrence> event(JsonNode event, JsonNode data, WebhookRequest request, String source) throws PayloadException {
        for (String attribute : REQUIRED) {
            Fields.text(event, "/" + attribute);
        }
        if (!event.path("specversion").asText().startsWith("1.")) {
            throw new PayloadException("'specversion' must be 1.0");
        }
        if (data.isObject() && data.has("dataset")) {
            return new DatasetPayload().read(data, request, source);
        }
        if (data.isObject() && data.has("model")) {
            return new ModelPayload().read(data, request, source);
        }
        return List.of(any(event, data, source));
    }

    private static Occurrence any(JsonNode event, JsonNode data, String source) throws PayloadException {
        String origin = Fields.text(event, "/source");
        String subject = Fields.optionalText(event, "/subject").orElse(origin);
        ObjectNode detail = Json.object();
        REQUIRED.forEach(name -> detail.put(name, event.path(name).asText()));
        detail.put("subject", subject).set("data", data.isMissingNode() ? Json.object() : data);
        String version = Fields.text(event, "/id");
        return Occurrence.dataset(subject, subject.equals(origin) ? List.of() : List.of(origin + "#" + subject, origin), origin + " " + version, source)
                .withDetail(detail.put("version", version));
    }
}
