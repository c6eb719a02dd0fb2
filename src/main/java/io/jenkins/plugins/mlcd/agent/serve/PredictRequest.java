package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One input to predict. Values outside 0 to 1 are let through on purpose: they are what a monitor must see.
 *
 * @param id the caller's name for the request; absent when the server should choose one
 * @param input finite numbers, as many as the model takes
 */
record PredictRequest(Optional<String> id, float[] input) {

    static final String ID_RULE = "1 to 128 letters, digits, '.', '_', ':' or '-'";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /**
     * Reads {@code {"id": "r1", "input": [numbers]}}; other fields are ignored.
     *
     * @throws HttpException 400 with the rule that the body breaks
     */
    static PredictRequest parse(byte[] body, int inputs) {
        try (JsonParser parser = Json.mapper().getFactory().createParser(body)) {
            return parse(parser, inputs);
        } catch (JsonProcessingException e) {
            throw HttpException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw HttpException.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private static PredictRequest parse(JsonParser parser, int inputs) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw HttpException.badRequest("the body must be a JSON object {\"id\": ..., \"input\": [...]}");
        }
        Optional<String> id = Optional.empty();
        float[] input = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "id" -> id = Optional.of(id(parser, value));
                case "input" -> input = input(parser, value, inputs);
                default -> parser.skipChildren();
            }
        }
        if (input == null) {
            throw HttpException.badRequest("'input' is missing: an array of " + inputs + " numbers");
        }
        return new PredictRequest(id, input);
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

    private static float[] input(JsonParser parser, JsonToken value, int inputs) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw HttpException.badRequest("'input' must be an array of " + inputs + " numbers");
        }
        float[] input = new float[inputs];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null || !token.isNumeric()) {
                throw HttpException.badRequest("input[" + count + "] is not a number");
            }
            if (count < inputs) {
                input[count] = finite(parser.getFloatValue(), count);
            }
            count++;
        }
        if (count != inputs) {
            throw HttpException.badRequest("'input' has " + count + " numbers, but the model takes " + inputs);
        }
        return input;
    }

    private static float finite(float value, int index) {
        if (!Float.isFinite(value)) {
            throw HttpException.badRequest("input[" + index + "] is not a finite 32-bit number");
        }
        return value;
    }
}
