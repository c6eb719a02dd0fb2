package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.mlcd.agent.data.InputShape;
import io.jenkins.plugins.mlcd.agent.model.Column;
import io.jenkins.plugins.mlcd.agent.model.ModelDescription;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the values of one input: numbers in their order, or by the names of the model's columns. A missing value is NaN where the column takes
 * missing values. Each rule that an input breaks is an {@link HttpException} 400 of its own.
 */
final class InputReader {

    private final InputShape shape;
    private final List<Column> columns;
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    InputReader(ModelDescription model) {
        shape = model.input();
        columns = model.columns();
        names = columns.isEmpty() ? IntStream.range(0, shape.values()).mapToObj(i -> "x" + i).toList() : columns.stream().map(Column::name).toList();
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i), i);
        }
    }

    int values() {
        return shape.values();
    }

    /** The names of the values: of the model's columns, and {@code x0} to {@code xN} when it names none. */
    List<String> names() {
        return names;
    }

    /** The input whose first token is {@code value}. */
    float[] read(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_ARRAY) {
            return complete(array(parser));
        }
        if (value == JsonToken.START_OBJECT && !columns.isEmpty()) {
            return complete(object(parser));
        }
        throw HttpException.badRequest("'input' must be an array of " + values() + " numbers"
                + (columns.isEmpty() ? "" : ", or an object with the columns " + shortened(names)));
    }

    private float[] array(JsonParser parser) throws IOException {
        float[] input = new float[values()];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count < input.length) {
                input[count] = value(parser, token, count);
            } else if (token == null || token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
                throw HttpException.badRequest("input[" + count + "] is not a number");
            }
            count++;
        }
        if (count != input.length) {
            throw HttpException.badRequest("'input' has " + count + " numbers, but the model takes " + input.length + " (a " + shape + ")");
        }
        return input;
    }

    private float[] object(JsonParser parser) throws IOException {
        float[] input = new float[values()];
        boolean[] given = new boolean[input.length];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Integer index = indexes.get(name);
            JsonToken token = parser.nextToken();
            if (index == null) {
                throw HttpException.badRequest("'input' has a column '" + name + "', which the model does not have; it takes " + shortened(names));
            }
            input[index] = value(parser, token, index);
            given[index] = true;
        }
        for (int i = 0; i < given.length; i++) {
            if (!given[i]) {
                input[i] = missing(i);
            }
        }
        return input;
    }

    private float value(JsonParser parser, JsonToken token, int index) throws IOException {
        if (token != null && token.isNumeric() && category(index).isEmpty()) {
            return finite(parser.getFloatValue(), index);
        }
        if (token == JsonToken.VALUE_NULL) {
            return missing(index);
        }
        if (token == JsonToken.VALUE_STRING && category(index).isPresent()) {
            return known(parser.getText(), index);
        }
        throw HttpException.badRequest(place(index) + (category(index).isPresent() ? " is not text, as its categories are" : " is not a number"));
    }

    /** The value that is written as {@code text} in a table; blank is missing. */
    float value(String text, int index) {
        if (text.isBlank()) {
            return missing(index);
        }
        if (category(index).isPresent()) {
            return known(text.strip(), index);
        }
        try {
            return finite(Float.parseFloat(text.strip()), index);
        } catch (NumberFormatException e) {
            throw HttpException.badRequest(place(index) + " is not a number");
        }
    }

    /** An input without a single value is no input. */
    float[] complete(float[] input) {
        for (float value : input) {
            if (!Float.isNaN(value)) {
                return input;
            }
        }
        throw HttpException.badRequest("every value of the input is missing");
    }

    private Optional<List<String>> category(int index) {
        return columns.isEmpty() ? Optional.empty() : columns.get(index).categories();
    }

    private float known(String text, int index) {
        List<String> categories = category(index).orElseThrow();
        int code = categories.indexOf(text);
        if (code >= 0) {
            return code;
        }
        if (columns.get(index).missing()) {
            return Float.NaN;
        }
        throw HttpException.badRequest(place(index) + " is a new category; the model knows " + shortened(categories));
    }

    private float missing(int index) {
        if (!columns.isEmpty() && columns.get(index).missing()) {
            return Float.NaN;
        }
        throw HttpException.badRequest(place(index) + " is not a number but missing, and the model takes no missing values there");
    }

    private float finite(float value, int index) {
        if (!Float.isFinite(value)) {
            throw HttpException.badRequest(place(index) + " is not a finite 32-bit number");
        }
        return value;
    }

    private String place(int index) {
        return columns.isEmpty() ? "input[" + index + "]" : "input." + columns.get(index).name();
    }

    private static String shortened(List<String> names) {
        return names.size() <= 12 ? String.join(", ", names) : String.join(", ", names.subList(0, 12)) + " and " + (names.size() - 12) + " more";
    }

    /** The index of the column that a table calls {@code name}, -1 for none. */
    int index(String name) {
        return indexes.getOrDefault(name, -1);
    }

    /** Which values are of columns that {@code dropped} covers. */
    boolean[] covered(DroppedFields dropped) {
        boolean[] covered = new boolean[values()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = dropped.covers("input." + names.get(i)) || dropped.covers("x" + i);
        }
        return covered;
    }
}
