package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Named values of one trial, each a number or a text: what takes 32 bytes a value as boxed objects of a map takes 8 here. The names are
 * shared by all trials that have the same ones.
 */
final class Cells {

    static final Cells NONE = new Cells(new String[0], new double[0], null);

    private final String[] names;
    private final double[] numbers;
    private final String[] texts;

    private Cells(String[] names, double[] numbers, String[] texts) {
        this.names = names;
        this.numbers = numbers;
        this.texts = texts;
    }

    /** What is neither a number nor a text or truth value counts as its JSON text; null as missing. */
    static Cells of(JsonNode object, Dictionary dictionary) {
        if (!object.isObject() || object.isEmpty()) {
            return NONE;
        }
        String[] names = new String[object.size()];
        double[] numbers = new double[names.length];
        String[] texts = null;
        int i = 0;
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); i++) {
            Map.Entry<String, JsonNode> field = fields.next();
            names[i] = field.getKey();
            JsonNode value = field.getValue();
            numbers[i] = value.isNumber() ? value.asDouble() : Double.NaN;
            if (!value.isNumber() && !value.isNull()) {
                texts = texts == null ? new String[names.length] : texts;
                texts[i] = dictionary.text(value.isValueNode() ? value.asText() : value.toString());
            }
        }
        return new Cells(dictionary.names(names), numbers, texts);
    }

    /** The same of the object that the parser stands at, up to its end; of anything else nothing. */
    static Cells of(JsonParser parser, Dictionary dictionary) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return NONE;
        }
        String[] names = new String[8];
        double[] numbers = new double[8];
        String[] texts = null;
        int count = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (count == names.length) {
                names = Arrays.copyOf(names, 2 * count);
                numbers = Arrays.copyOf(numbers, 2 * count);
                texts = texts == null ? null : Arrays.copyOf(texts, 2 * count);
            }
            JsonToken token = parser.nextToken();
            names[count] = name;
            numbers[count] = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
            if (!token.isNumeric() && token != JsonToken.VALUE_NULL) {
                texts = texts == null ? new String[names.length] : texts;
                texts[count] = dictionary.text(token.isStructStart() ? Json.mapper().readTree(parser).toString() : parser.getText());
            }
            count++;
        }
        return count == 0 ? NONE
                : new Cells(dictionary.names(Arrays.copyOf(names, count)), Arrays.copyOf(numbers, count), texts == null ? null : Arrays.copyOf(texts, count));
    }

    /** Both, where what {@code later} says holds. */
    Cells with(Cells later, Dictionary dictionary) {
        if (this == NONE || later == NONE) {
            return this == NONE ? later : this;
        }
        ObjectNode both = json();
        both.setAll(later.json());
        return of(both, dictionary);
    }

    String[] names() {
        return names;
    }

    private int index(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** NaN when there is no such number. */
    double number(String name) {
        int index = index(name);
        return index < 0 ? Double.NaN : numbers[index];
    }

    /** The text, or null when there is no value of that name or it is a number. */
    String text(String name) {
        int index = index(name);
        return index < 0 || texts == null ? null : texts[index];
    }

    boolean anyText(Predicate<String> wanted) {
        return texts != null && Arrays.stream(texts).anyMatch(wanted);
    }

    ObjectNode json() {
        ObjectNode object = Json.object();
        for (int i = 0; i < names.length; i++) {
            if (texts != null && texts[i] != null) {
                object.put(names[i], texts[i]);
            } else {
                Numbers.put(object, names[i], numbers[i]);
            }
        }
        return object;
    }
}
