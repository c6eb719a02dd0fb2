package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One input to predict. Values outside 0 to 1 are let through on purpose: they are what a monitor must see.
 *
 * @param id the caller's name for the request; absent when the server should choose one
 * @param input as many numbers as the model takes; NaN where one is missing
 * @param context what else the caller tells of the request, without the dropped fields; the model does not see it
 */
record PredictRequest(Optional<String> id, float[] input, Optional<ObjectNode> context) {

    static final String ID_RULE = "1 to 128 letters, digits, '.', '_', ':' or '-'";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /**
     * Reads {@code {"id": "r1", "input": [numbers], "context": {...}}}; other fields are ignored.
     *
     * @throws HttpException 400 with the rule that the body breaks
     */
    static PredictRequest parse(byte[] body, InputReader inputs, DroppedFields dropped) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(body)) {
            PredictRequest request = parse(parser, inputs);
            request.context.ifPresent(dropped::removeFrom);
            return request;
        } catch (JsonProcessingException e) {
            throw HttpException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw HttpException.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private static PredictRequest parse(JsonParser parser, InputReader inputs) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw HttpException.badRequest(parser.currentToken() == null
                    ? "the body is empty, so it is not JSON"
                    : "the body must be a JSON object {\"id\": ..., \"input\": [...]}");
        }
        Optional<String> id = Optional.empty();
        Optional<ObjectNode> context = Optional.empty();
        float[] input = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "id" -> id = Optional.of(id(parser, value));
                case "input" -> input = inputs.read(parser, value);
                case "context" -> context = Optional.of(context(parser, value));
                default -> parser.skipChildren();
            }
        }
        if (input == null) {
            throw HttpException.badRequest("'input' is missing: an array of " + inputs.values() + " numbers");
        }
        return new PredictRequest(id, input, context);
    }

    private static ObjectNode context(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw HttpException.badRequest("'context' must be an object");
        }
        return parser.readValueAsTree();
    }

    private static String id(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw HttpException.badRequest("'id' must be text of " + ID_RULE);
        }
        return requireId(parser.getText());
    }

    static String requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw HttpException.badRequest("'id' must be " + ID_RULE);
        }
        return id;
    }
}
