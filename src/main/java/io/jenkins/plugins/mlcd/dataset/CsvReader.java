package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Samples as comma-separated values without quotes: a header with a column {@code label} and the columns {@code x0..xN}
 * in a row, whose values are 0 to 1; other columns are left alone.
 */
final class CsvReader {

    static final String FILE = "data.csv";

    private static final int MAX_LINE = 1 << 22;
    private static final float SCALE = 255;

    private final Path file;
    private final int columns;
    private final int label;
    private final int first;
    private final int values;

    private CsvReader(Path file, String header) throws IOException {
        List<String> names = Arrays.asList(header.strip().split(",", -1));
        this.file = file;
        columns = names.size();
        label = names.indexOf("label");
        first = names.indexOf("x0");
        int count = 0;
        while (first >= 0 && first + count < columns && names.get(first + count).equals("x" + count)) {
            count++;
        }
        values = count;
        if (label < 0 || values == 0) {
            throw new IOException(file + " must begin with a header that has the columns label and x0, x1, ...");
        }
    }

    /** Gets a sample and the line that it was read from. */
    interface Sink {
        void accept(Sample sample, String line) throws IOException;
    }

    /** @return the header line; empty when the file is empty */
    static String read(Path file, Sink to) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null || header.isBlank()) {
                return "";
            }
            CsvReader reader = new CsvReader(file, header);
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    to.accept(reader.sample(line, number), line);
                }
            }
            return header;
        }
    }

    private Sample sample(String line, int number) throws IOException {
        String[] fields = line.length() > MAX_LINE ? new String[0] : line.split(",", -1);
        if (fields.length != columns) {
            throw new IOException(file + " line " + number + " has " + fields.length + " fields, but the header has " + columns);
        }
        byte[] bytes = new byte[values];
        for (int i = 0; i < values; i++) {
            bytes[i] = (byte) Math.round(value(fields[first + i], number, i) * SCALE);
        }
        String text = fields[label].strip();
        return new Sample(bytes, text.equals(Integer.toString(Sample.NO_CLASS)) ? "" : text);
    }

    private float value(String text, int number, int column) throws IOException {
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        if (!(value >= 0 && value <= 1)) {
            throw new IOException(file + " line " + number + ": x" + column + " must be a number from 0 to 1, but is '" + text + "'");
        }
        return value;
    }
}
