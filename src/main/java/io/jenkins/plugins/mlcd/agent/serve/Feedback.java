package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * The true label of an earlier request.
 *
 * @param id of the request
 * @param label 1 to 64 characters, without control characters, quotes and commas
 */
public record Feedback(String id, String label) {

    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}\",]{1,64}");

    /** Reads {@code {"id": "r1", "label": "7"}}; {@link HttpException} 400 with the rule that it breaks. */
    public static Feedback of(ObjectNode body) {
        if (!body.path("id").isTextual()) {
            throw HttpException.badRequest("'id' of the request is missing");
        }
        if (!body.path("label").isTextual() || !LABEL.matcher(body.get("label").asText()).matches()) {
            throw HttpException.badRequest(
                    "'label' must be text of 1 to 64 characters without control characters, quotes and commas");
        }
        return new Feedback(PredictRequest.requireId(body.get("id").asText()), body.get("label").asText());
    }
}
