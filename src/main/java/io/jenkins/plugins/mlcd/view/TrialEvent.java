package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the index keeps of an event about a trial, read token by token without building objects of it: a study has three such lines a
 * trial beside its reports. Text is null and numbers are 0, or NaN, where the line has none.
 */
final class TrialEvent {

    private static final JsonFactory JSON = Json.mapper().getFactory();

    private final Dictionary dictionary;
    final String kind;
    int trial;
    long at;
    long seed;
    double value = Double.NaN;

    @CheckForNull
    String algorithm;

    @CheckForNull
    String worker;

    @CheckForNull
    String reason;

    @CheckForNull
    String path;

    Cells params = Cells.NONE;
    Cells metrics = Cells.NONE;
    Cells resources = Cells.NONE;

    private TrialEvent(String kind, Dictionary dictionary) {
        this.kind = kind;
        this.dictionary = dictionary;
    }

    /**
     * Reads a line; null when it is about no trial, or {@code event} is not its first field.
     *
     * @throws JsonProcessingException when it is no JSON
     */
    @CheckForNull
    static TrialEvent read(byte[] bytes, int start, int length, Dictionary dictionary) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !"event".equals(parser.nextFieldName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
                return null;
            }
            String kind = parser.getText();
            switch (kind) {
                case "asked", "told", "pruned", "failed", "lost", "resources", "model" -> { }
                default -> {
                    return null;
                }
            }
            TrialEvent event = new TrialEvent(kind, dictionary);
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                event.take(field, parser.nextToken(), parser);
            }
            return event;
        }
    }

    /** The same of a line that was parsed already, because it has its fields in another order. */
    @CheckForNull
    static TrialEvent of(String kind, ObjectNode line, Dictionary dictionary) throws IOException {
        ObjectNode ordered = Json.object().put("event", kind);
        line.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("event")) {
                ordered.set(field.getKey(), field.getValue());
            }
        });
        byte[] bytes = Json.line(ordered).getBytes(StandardCharsets.UTF_8);
        return read(bytes, 0, bytes.length, dictionary);
    }

    private void take(String field, JsonToken token, JsonParser parser) throws IOException {
        switch (field) {
            case "at" -> at = token == JsonToken.VALUE_STRING ? millis(parser) : 0;
            case "trial" -> trial = parser.getValueAsInt();
            case "seed" -> seed = parser.getValueAsLong();
            case "value" -> value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
            case "algorithm" -> algorithm = dictionary.text(parser.getValueAsString());
            case "worker" -> worker = dictionary.text(parser.getValueAsString());
            case "reason" -> reason = dictionary.text(parser.getValueAsString());
            case "path" -> path = parser.getValueAsString();
            case "params" -> params = Cells.of(parser, dictionary);
            case "metrics" -> metrics = Cells.of(parser, dictionary);
            case "resources" -> resources = Cells.of(parser, dictionary);
            default -> parser.skipChildren();
        }
        if (token.isStructStart() && parser.currentToken() == token) {
            parser.skipChildren(); // an object where a plain value was expected
        }
    }

    private static long millis(JsonParser parser) throws IOException {
        Instant quick = Times.instant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        try {
            return quick == null ? Instant.parse(parser.getText()).toEpochMilli() : quick.toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
