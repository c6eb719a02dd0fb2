package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads the lines of a study. The events that a study has by the hundred thousand (asked, reported, told, pruned) are read token by token
 * when they are in the form in which they are written; anything else is read by the binding of {@link StudyEvent}, which says the same
 * of every line, only slower. Safe for use by several threads.
 */
final class StudyEventReader {

    private static final ObjectReader BOUND = Json.mapper().readerFor(StudyEvent.class);
    private static final JsonFactory FACTORY = Json.mapper().getFactory();

    private StudyEventReader() {}

    /** @throws com.fasterxml.jackson.core.JsonProcessingException when it is no event */
    static StudyEvent read(byte[] bytes, int start, int length) throws IOException {
        Optional<StudyEvent> quick;
        try (JsonParser parser = FACTORY.createParser(bytes, start, length)) {
            quick = new Line(parser).event();
        }
        return quick.isPresent() ? quick.get() : BOUND.readValue(bytes, start, length);
    }

    /** The fields of one line, as far as they were met. */
    private static final class Line {

        private final JsonParser parser;
        private Instant at;
        private int trial = -1;
        private int seed = -1;
        private OptionalInt step = OptionalInt.empty();
        private OptionalDouble value = OptionalDouble.empty();
        private String algorithm;
        private String worker;
        private String reason;
        private Map<String, Object> params;
        private Map<String, Double> metrics;

        Line(JsonParser parser) {
            this.parser = parser;
        }

        /** Empty when the line has another form than this one knows. */
        Optional<StudyEvent> event() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT || !"event".equals(parser.nextFieldName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
                return Optional.empty();
            }
            String kind = parser.getText();
            boolean known = switch (kind) {
                case "asked", "reported", "told", "pruned" -> fields();
                default -> false;
            };
            return known && at != null && trial >= 0 ? Optional.ofNullable(made(kind)) : Optional.empty();
        }

        private StudyEvent made(String kind) {
            return switch (kind) {
                case "asked" -> algorithm == null || params == null || seed < 0 || worker == null ? null
                        : new StudyEvent.Asked(at, trial, algorithm, params, seed, worker);
                case "reported" -> step.isEmpty() || metrics == null ? null : new StudyEvent.Reported(at, trial, step.getAsInt(), metrics);
                case "told" -> value.isEmpty() || metrics == null ? null : new StudyEvent.Told(at, trial, value.getAsDouble(), metrics);
                default -> reason == null ? null : new StudyEvent.Pruned(at, trial, step, value, reason);
            };
        }

        private boolean fields() throws IOException {
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (!field(field, parser.nextToken())) {
                    return false;
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        }

        private boolean field(String name, JsonToken token) throws IOException {
            switch (name) {
                case "at" -> at = token == JsonToken.VALUE_STRING ? Times.instant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()) : null;
                case "trial" -> trial = integer(token);
                case "seed" -> seed = integer(token);
                case "step" -> step = token == JsonToken.VALUE_NUMBER_INT ? OptionalInt.of(parser.getIntValue()) : OptionalInt.empty();
                case "value" -> value = number(token) ? OptionalDouble.of(parser.getDoubleValue()) : OptionalDouble.empty();
                case "algorithm" -> algorithm = text(token);
                case "worker" -> worker = text(token);
                case "reason" -> reason = text(token);
                case "params" -> params = token == JsonToken.START_OBJECT ? params() : null;
                case "metrics" -> metrics = token == JsonToken.START_OBJECT ? metrics() : null;
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static boolean number(JsonToken token) {
            return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        }

        private int integer(JsonToken token) throws IOException {
            return token == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
        }

        private String text(JsonToken token) throws IOException {
            return token == JsonToken.VALUE_STRING ? parser.getText() : null;
        }

        private Map<String, Object> params() throws IOException {
            Map<String, Object> values = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                switch (parser.nextToken()) {
                    case VALUE_NUMBER_INT -> values.put(name, parser.getNumberValue());
                    case VALUE_NUMBER_FLOAT -> values.put(name, parser.getDoubleValue());
                    case VALUE_STRING -> values.put(name, parser.getText());
                    case VALUE_TRUE -> values.put(name, true);
                    case VALUE_FALSE -> values.put(name, false);
                    default -> {
                        return null;
                    }
                }
            }
            return values;
        }

        private Map<String, Double> metrics() throws IOException {
            Map<String, Double> values = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (!number(parser.nextToken())) {
                    return null; // such as "NaN"
                }
                values.put(name, parser.getDoubleValue());
            }
            return values;
        }
    }
}
