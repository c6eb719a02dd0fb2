package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
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

    /** Both, where what {@code later} says holds. */
    Cells with(JsonNode later, Dictionary dictionary) {
        if (this == NONE) {
            return of(later, dictionary);
        }
        ObjectNode both = json();
        later.fields().forEachRemaining(field -> both.set(field.getKey(), field.getValue()));
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
