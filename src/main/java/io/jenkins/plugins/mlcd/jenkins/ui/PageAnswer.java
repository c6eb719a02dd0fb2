package io.jenkins.plugins.mlcd.jenkins.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * What a page's script is sent: text that no browser takes for a page.
 *
 * @param fileName under which a browser saves it; empty for what the script reads itself
 */
public record PageAnswer(int status, String contentType, String text, Optional<String> fileName) implements HttpResponse {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** What may be wrong with a request, said in one sentence. */
    @FunctionalInterface
    public interface Work {
        PageAnswer answer() throws IOException;
    }

    public static PageAnswer json(JsonNode body) {
        return new PageAnswer(OK, "application/json; charset=utf-8", Json.line(body), Optional.empty());
    }

    static PageAnswer csv(String text, String name) {
        return new PageAnswer(OK, "text/csv; charset=utf-8", text, Optional.of(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv"));
    }

    /** Text for people. */
    static PageAnswer text(String text) {
        return new PageAnswer(OK, "text/plain; charset=utf-8", text, Optional.empty());
    }

    static PageAnswer notFound(String message) {
        return error(NOT_FOUND, message);
    }

    /** {@code {"error": message}}. */
    public static PageAnswer error(int status, String message) {
        return new PageAnswer(status, "application/json; charset=utf-8", Json.line(Json.object().put("error", message)), Optional.empty());
    }

    /** Does the work; a wrong parameter is answered with 400 and its sentence. */
    public static PageAnswer of(Work work) throws IOException {
        try {
            return work.answer();
        } catch (IllegalArgumentException e) {
            return error(BAD_REQUEST, e.getMessage());
        }
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        fileName.ifPresent(name -> response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\""));
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
