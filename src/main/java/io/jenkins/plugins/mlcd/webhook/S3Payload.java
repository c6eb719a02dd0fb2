package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Event notifications of S3 and MinIO, plain, in an SNS notification, or as EventBridge writes them. An object that was created is a new
 * version of the data set {@code s3://bucket/key}; one that was removed is not.
 */
final class S3Payload implements Payload {

    @Override
    public List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException {
        Fields.requireObject(body, "the payload");
        if (body.path("Type").asText().equals("Notification") && body.path("Message").isTextual()) {
            return notification(Fields.nested(body.path("Message").asText(), "Message"), source);
        }
        return notification(body, source);
    }

    private static List<Occurrence> notification(JsonNode body, String source) throws PayloadException {
        if (body.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        if (body.has("detail-type")) {
            return body.path("detail-type").asText().equals("Object Created") ? List.of(eventBridge(body.path("detail"), source)) : List.of();
        }
        List<Occurrence> occurrences = new ArrayList<>();
        for (JsonNode record : Fields.array(body, "/Records")) {
            String event = Fields.text(record, "/eventName");
            if (event.startsWith("ObjectCreated:") || event.startsWith("s3:ObjectCreated:")) {
                occurrences.add(record(record, source));
            }
        }
        return occurrences;
    }

    private static Occurrence record(JsonNode record, String source) throws PayloadException {
        String key = decoded(Fields.text(record, "/s3/object/key"));
        Optional<String> version = Fields.optionalText(record, "/s3/object/versionId").or(() -> Fields.optionalText(record, "/s3/object/eTag"));
        return object(Fields.text(record, "/s3/bucket/name"), key, version, Fields.optionalText(record, "/s3/object/sequencer"), record.at("/s3/object/size"), source);
    }

    private static Occurrence eventBridge(JsonNode detail, String source) throws PayloadException {
        Optional<String> version = Fields.optionalText(detail, "/object/version-id").or(() -> Fields.optionalText(detail, "/object/etag"));
        return object(Fields.text(detail, "/bucket/name"), Fields.text(detail, "/object/key"), version, Fields.optionalText(detail, "/object/sequencer"),
                detail.at("/object/size"), source);
    }

    private static Occurrence object(String bucket, String key, Optional<String> version, Optional<String> sequencer, JsonNode size, String source)
            throws PayloadException {
        String content = version.or(() -> sequencer)
                .orElseThrow(() -> new PayloadException("an object needs a versionId, an eTag or a sequencer"));
        String uri = "s3://" + bucket + "/" + key;
        return Occurrence.dataset(uri, List.of(), content, source)
                .withDetail(Json.object().put("uri", uri).put("bucket", bucket).put("key", key).put("version", content).put("size", size.asLong()));
    }

    /** S3 and MinIO write keys as in the query of a URL. */
    private static String decoded(String key) throws PayloadException {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PayloadException("'s3.object.key' must be encoded as in a URL");
        }
    }
}
