package io.jenkins.plugins.mlcd.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads fields of a payload, and says in one sentence which rule one breaks. */
final class Fields {

    private Fields() {}

    static String text(JsonNode node, String pointer) throws PayloadException {
        return optionalText(node, pointer).orElseThrow(() -> new PayloadException("'" + name(pointer) + "' must be a text that is not empty"));
    }

    static Optional<String> optionalText(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        String text = value.isTextual() || value.isIntegralNumber() ? plain(value.asText()) : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Without control characters and spaces at its ends, which nothing is called. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    static JsonNode array(JsonNode node, String pointer) throws PayloadException {
        JsonNode value = node.at(pointer);
        if (!value.isArray()) {
            throw new PayloadException("'" + name(pointer) + "' must be a list");
        }
        return value;
    }

    static void requireObject(JsonNode node, String what) throws PayloadException {
        if (!node.isObject()) {
            throw new PayloadException(what + " must be an object");
        }
    }

    /** A number of samples; whole and not negative. */
    static OptionalLong count(JsonNode node, String pointer) throws PayloadException {
        JsonNode value = node.at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new PayloadException("'" + name(pointer) + "' must be a whole number of 0 or more");
        }
        return OptionalLong.of(value.asLong());
    }

    /** A confidence as a number or as text; empty when it is no number from 0 to 1. */
    static OptionalDouble confidence(JsonNode value) {
        try {
            double number = value.isNumber() ? value.asDouble() : value.isTextual() ? Double.parseDouble(value.asText()) : Double.NaN;
            return number >= 0 && number <= 1 ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** The texts, numbers and booleans of an object. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                texts.put(field.getKey(), field.getValue().asText());
            }
        });
        return texts;
    }

    /** JSON that stands in a text. */
    static JsonNode nested(String text, String what) throws PayloadException {
        try {
            return HostileJson.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new PayloadException("'" + what + "' must hold JSON");
        }
    }

    static com.fasterxml.jackson.databind.node.ObjectNode object(JsonNode node) {
        return node instanceof com.fasterxml.jackson.databind.node.ObjectNode object ? object : Json.object();
    }

    private static String name(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }
}
