package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Notifications of Google Cloud Storage as Pub/Sub pushes them: {@code message.attributes} say what happened. An object that was
 * finalised is a new version of the data set {@code gs://bucket/object}; its generation is the version.
 */
final class GcsPayload implements Payload {

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        Fields.requireObject(body.path("message"), "'message'");
        JsonNode attributes = body.at("/message/attributes");
        if (!Fields.text(body, "/message/attributes/eventType").equals("OBJECT_FINALIZE")) {
            return List.of();
        }
        JsonNode object = object(body.at("/message/data"));
        String uri = "gs://" + Fields.text(body, "/message/attributes/bucketId") + "/" + Fields.text(body, "/message/attributes/objectId");
        Optional<String> generation = Fields.optionalText(attributes, "/objectGeneration").or(() -> Fields.optionalText(object, "/generation"));
        String version = generation.orElseThrow(() -> new PayloadException("'message.attributes.objectGeneration' must be a text that is not empty"));
        return List.of(Occurrence.dataset(uri, List.of(), version, source).withDetail(Json.object()
                .put("uri", uri).put("bucket", attributes.path("bucketId").asText()).put("object", attributes.path("objectId").asText())
                .put("version", version).put("size", object.path("size").asLong()).put("messageId", body.at("/message/messageId").asText())));
    }

    /** The object's description, when the notification carries it. */
    private static JsonNode object(JsonNode data) throws PayloadException {
        if (!data.isTextual() || data.asText().isEmpty()) {
            return Json.object();
        }
        try {
            return Fields.nested(new String(Base64.getDecoder().decode(data.asText()), StandardCharsets.UTF_8), "message.data");
        } catch (IllegalArgumentException e) {
            throw new PayloadException("'message.data' must be base64");
        }
    }
}
