package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import java.util.List;

/** Reads what one kind of sender writes. */
interface Payload {

    /**
     * What the payload tells; none when it is well-formed and tells nothing that concerns anybody, such as a removed file.
     *
     * @param body of the request
     * @param request for its headers; its body was read already
     * @param source name of the source that sent it
     * @throws PayloadException when it has another form
     */
    List<Occurrence> read(JsonNode body, WebhookRequest request, String source) throws PayloadException;

    static Payload of(WebhookSource.Kind kind) {
        return switch (kind) {
            case ALERTMANAGER -> new AlertmanagerPayload();
            case DATASET -> new DatasetPayload();
            case S3 -> new S3Payload();
            case GCS -> new GcsPayload();
            case CLOUDEVENTS -> new CloudEventsPayload();
            case GIT -> new GitPayload(path -> true);
            case DVC -> new GitPayload(GitPayload::isDvc);
            case MODEL -> new ModelPayload();
        };
    }
}
