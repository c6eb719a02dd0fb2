package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads captured traffic, a table as {@code GET /capture.csv} of a model server gives it: a header with {@code prediction} and
 * {@code x0..xN}, and perhaps {@code id}, {@code at}, {@code model}, {@code confidence}, {@code label} and others. Values may be any finite numbers.
 */
public final class CaptureRows {

    private static final List<String> OWN = List.of("id", "at", "model", "prediction", "confidence", "label");

    private final Path file;
    private final List<String> names;
    private final int firstValue;
    private final int values;

    private CaptureRows(Path file, String header) throws IOException {
        this.file = file;
        names = Arrays.asList(header.strip().split(",", -1));
        firstValue = names.indexOf("x0");
        if (firstValue < 0 || !names.contains("prediction")) {
            throw new IOException(file.getFileName() + " is no capture: its header must have the columns prediction and x0, x1, ...");
        }
        int count = 0;
        while (firstValue + count < names.size() && names.get(firstValue + count).equals("x" + count)) {
            count++;
        }
        values = count;
    }

    /**
     * The rows in the order of the file; none of an empty file.
     *
     * @throws IOException when it is no capture, or a row is damaged: a model server writes no such row, so the answer was cut off
     */
    public static List<CaptureRow> read(Path file) throws IOException {
        List<CaptureRow> rows = new ArrayList<>();
        try (LineReader in = new LineReader(file)) {
            Optional<LineReader.Line> first = in.next();
            if (first.isEmpty() || first.get().sound().isBlank()) {
                return rows;
            }
            CaptureRows layout = new CaptureRows(file, first.get().sound());
            for (Optional<LineReader.Line> line = in.next(); line.isPresent(); line = in.next()) {
                if (!line.get().sound().isBlank()) {
                    rows.add(layout.row(line.get()));
                }
            }
        }
        return rows;
    }

    private CaptureRow row(LineReader.Line line) throws RowException {
        String[] fields = line.text().split(",", -1);
        if (fields.length != names.size()) {
            throw new RowException(file, line.number(), "fields", " has " + fields.length + " fields, but the header has " + names.size());
        }
        float[] input = new float[values];
        for (int i = 0; i < values; i++) {
            input[i] = (float) number(fields[firstValue + i], line.number());
        }
        Map<String, String> more = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if ((i < firstValue || i >= firstValue + values) && !OWN.contains(names.get(i))) {
                more.put(names.get(i), fields[i].strip());
            }
        }
        String confidence = text(fields, "confidence");
        return new CaptureRow(text(fields, "id"), text(fields, "at"), text(fields, "model"), text(fields, "prediction"),
                confidence.isEmpty() ? Double.NaN : number(confidence, line.number()), text(fields, "label"), more, input);
    }

    private double number(String text, long line) throws RowException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite((float) value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new RowException(file, line, "number", ": '" + text + "' is no finite number");
    }

    private String text(String[] fields, String name) {
        int index = names.indexOf(name);
        return index < 0 ? "" : fields[index].strip();
    }
}
