package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request to predict as comma-separated values (RFC 4180): a header with the columns of the model, perhaps {@code id} and others, and one row. */
final class CsvRequest {

    private CsvRequest() {}

    /** @throws HttpException 400 with the rule that the text breaks */
    static PredictRequest parse(String text, InputReader inputs, DroppedFields dropped) {
        List<List<String>> rows = rows(text);
        if (rows.size() != 2) {
            throw HttpException.badRequest(rows.isEmpty()
                    ? "the body is empty; a header and one row were expected"
                    : "the body must be a header and one row, but has " + (rows.size() - 1) + " rows after the header");
        }
        List<String> header = rows.get(0).stream().map(String::strip).toList();
        List<String> row = rows.get(1);
        if (row.size() != header.size()) {
            throw HttpException.badRequest("the row has " + row.size() + " fields, but the header has " + header.size());
        }
        String[] values = new String[inputs.values()];
        Optional<String> id = Optional.empty();
        ObjectNode context = Json.object();
        for (int i = 0; i < row.size(); i++) {
            String name = header.get(i);
            if (inputs.index(name) >= 0) {
                values[inputs.index(name)] = row.get(i);
            } else if (name.equals("id")) {
                id = Optional.of(PredictRequest.requireId(row.get(i).strip()));
            } else if (!dropped.covers(name)) {
                context.put(name, row.get(i));
            }
        }
        float[] input = new float[values.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = values[i] == null ? absent(inputs, i) : inputs.value(values[i], i);
        }
        return new PredictRequest(id, inputs.complete(input), context.isEmpty() ? Optional.empty() : Optional.of(context));
    }

    private static float absent(InputReader inputs, int index) {
        throw HttpException.badRequest("the header lacks the column '" + inputs.names().get(index) + "'; the model takes " + inputs.values() + " columns");
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && c == ',') {
                row.add(field.toString());
                field.setLength(0);
            } else if (!quoted && c == '\n') {
                end(rows, row, field);
                row = new ArrayList<>();
            } else if (c != '\r' || quoted) {
                field.append(c);
            }
        }
        if (quoted) {
            throw HttpException.badRequest("a quote is not closed");
        }
        end(rows, row, field);
        return rows;
    }

    private static void end(List<List<String>> rows, List<String> row, StringBuilder field) {
        if (!row.isEmpty() || !field.isEmpty()) {
            row.add(field.toString());
            rows.add(row);
        }
        field.setLength(0);
    }
}
