package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Prints captured samples of one number of inputs as CSV, quoted as in RFC 4180 where needed. */
final class CaptureRows {

    private static final List<String> FIELDS = List.of("id", "at", "model", "prediction", "confidence");

    private final int inputs;
    private final List<String> context;
    private final CaptureReader.Sink sink;
    private int written;

    /** @param context fields of the context that get columns of their own, behind the inputs */
    CaptureRows(int inputs, List<String> context, CaptureReader.Sink sink) {
        this.inputs = inputs;
        this.context = context;
        this.sink = sink;
    }

    /** Prints a sample, after the header when it is the first, unless it has another number of inputs. */
    void write(ObjectNode event, String label) throws IOException {
        float[] input = InputCodec.decode(event.path("input").asText());
        if (input.length != inputs) {
            return;
        }
        if (written == 0) {
            sink.accept(header());
        }
        sink.accept(row(event, label, input));
        written++;
    }

    int written() {
        return written;
    }

    private String header() {
        StringBuilder header = new StringBuilder("id,at,model,prediction,confidence,label");
        for (int i = 0; i < inputs; i++) {
            header.append(",x").append(i);
        }
        context.forEach(name -> header.append(',').append(quoted("context." + name)));
        return header.append('\n').toString();
    }

    private String row(ObjectNode event, String label, float[] input) {
        StringBuilder row = new StringBuilder(64 + 4 * input.length);
        FIELDS.forEach(field -> row.append(quoted(event.path(field).asText())).append(','));
        row.append(quoted(label));
        for (float value : input) {
            row.append(',');
            if (value == (int) value) {
                row.append((int) value);
            } else if (!Float.isNaN(value)) {
                row.append(value);
            }
        }
        if (!context.isEmpty()) {
            Map<String, String> values = Contexts.flat(event.path("context"));
            context.forEach(name -> row.append(',').append(quoted(values.getOrDefault(name, ""))));
        }
        return row.append('\n').toString();
    }

    private static String quoted(String text) {
        if (text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            return text;
        }
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
