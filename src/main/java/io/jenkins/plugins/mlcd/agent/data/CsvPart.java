package io.jenkins.plugins.mlcd.agent.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part as comma-separated values, UTF-8, as {@code GET /capture.csv} answers: a header line with a column {@code label} and the
 * columns {@code x0..xN} in order; a column {@code id} is used where there is one, other columns are left alone. Values are 0 to 1;
 * no field is quoted.
 */
final class CsvPart {

    static final String FILE = "data.csv";

    /** The longest line that is read, in characters: 1 Mi values would be longer, and a line of that length is no table any more. */
    private static final int MAX_LINE = 4 << 20;

    private final Path file;
    private final String name;
    private final int columns;
    private final int id;
    private final int label;
    private final int firstValue;
    private final int values;

    private CsvPart(Path file, String name, List<String> header) throws IOException {
        this.file = file;
        this.name = name;
        this.columns = header.size();
        this.id = header.indexOf("id");
        this.label = header.indexOf("label");
        this.firstValue = header.indexOf("x0");
        if (label < 0 || firstValue < 0) {
            throw new IOException(file + " must begin with a header that has the columns label and x0, x1, ...");
        }
        int count = 0;
        while (firstValue + count < columns && header.get(firstValue + count).equals("x" + count)) {
            count++;
        }
        this.values = count;
    }

    static Part read(Path file, String name) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null) {
                throw new IOException(file + " is empty; a header line was expected");
            }
            CsvPart csv = new CsvPart(file, name, Arrays.asList(header.strip().split(",", -1)));
            return new Part(name, InputShape.table(csv.values), csv.samples(in));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no UTF-8 text", e);
        }
    }

    private List<Part.Sample> samples(BufferedReader in) throws IOException {
        List<Part.Sample> samples = new ArrayList<>();
        int number = 1;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                samples.add(sample(line, number, samples.size()));
            }
            if ((long) samples.size() * values > Part.MAX_VALUES) {
                throw new IOException(file + " holds more than " + Part.MAX_VALUES + " values, the most that a part may hold");
            }
        }
        return samples;
    }

    private Part.Sample sample(String line, int number, int index) throws IOException {
        String[] fields = line.length() > MAX_LINE ? new String[0] : line.split(",", -1);
        if (fields.length != columns) {
            throw new IOException(file + " line " + number + " has " + fields.length + " fields, but the header has " + columns);
        }
        float[] input = new float[values];
        for (int i = 0; i < values; i++) {
            input[i] = value(fields[firstValue + i], number, i);
        }
        String text = fields[label].strip();
        Optional<String> known = text.isEmpty() || text.equals(Part.NO_CLASS) ? Optional.empty() : Optional.of(text);
        String key = id >= 0 && !fields[id].isBlank() ? fields[id].strip() : Integer.toString(index);
        return new Part.Sample(name + "/" + key, input, known, name);
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
