package io.jenkins.plugins.mlcd.webhook;

import io.jenkins.plugins.mlcd.record.Json;
import java.util.Map;

/**
 * The answer to a request.
 *
 * @param status of HTTP
 * @param headers beside the content's type, which is always {@code application/json}
 * @param body JSON text
 */
public record WebhookReply(int status, Map<String, String> headers, String body) {

    public static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    public WebhookReply {
        headers = Map.copyOf(headers);
    }

    /** The events are on disk. */
    static WebhookReply accepted(int events) {
        return new WebhookReply(202, Map.of(), Json.line(Json.object().put("accepted", events)));
    }

    /** The same signed request was accepted before. */
    static WebhookReply repeated() {
        return new WebhookReply(200, Map.of(), Json.line(Json.object().put("accepted", 0).put("repeated", true)));
    }

    static WebhookReply error(int status, String sentence) {
        return new WebhookReply(status, Map.of(), Json.line(Json.object().put("error", sentence)));
    }

    WebhookReply with(String header, String value) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new WebhookReply(status, all, body);
    }
}
