package io.jenkins.plugins.mlcd.embedded.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent back.
 *
 * @param status 200 to 599
 * @param contentType with its charset
 * @param headers beside the content type and those that the server adds to every answer
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final int OK = 200;
    private static final int FOUND = 302;

    public Answer {
        if (status < OK || status > 599) {
            throw new IllegalArgumentException("status " + status + " is not between 200 and 599");
        }
        headers = Map.copyOf(headers);
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, Map.of());
    }

    public static Answer json(JsonNode body) {
        return json(OK, body);
    }

    public static Answer json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", Json.line(body).getBytes(StandardCharsets.UTF_8));
    }

    public static Answer html(String page) {
        return of(OK, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code {"error": message}}. */
    public static Answer error(int status, String message) {
        return json(status, Json.object().put("error", message));
    }

    /** Sends the client on; {@code location} may be relative to the page. */
    public static Answer redirect(String location) {
        return text(FOUND, "").with("Location", location);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }
}
