package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a part as comma-separated values without quotes, and how a line of it is taken apart: a header with a column
 * {@code label} and the columns {@code x0..xN} in a row, whose values are 0 to 1; a column {@code id} may be there, others are
 * left alone. Errors are one sentence with the file and the line.
 */
public final class CsvLayout {

    public static final String FILE = "data.csv";

    /** The longest line that is read, in characters: 1 Mi values would be longer, and a line of that length is no table any more. */
    static final int MAX_LINE = 4 << 20;

    private final Path file;
    private final int columns;
    private final int id;
    private final int label;
    private final int firstValue;
    private final int values;

    /** @throws IOException when a column is missing */
    public CsvLayout(Path file, String header) throws IOException {
        List<String> names = Arrays.asList(header.strip().split(",", -1));
        this.file = file;
        this.columns = names.size();
        this.id = names.indexOf("id");
        this.label = names.indexOf("label");
        this.firstValue = names.indexOf("x0");
        if (label < 0 || firstValue < 0) {
            throw new IOException(file + " must begin with a header that has the columns label and x0, x1, ...");
        }
        int count = 0;
        while (firstValue + count < columns && names.get(firstValue + count).equals("x" + count)) {
            count++;
        }
        this.values = count;
    }

    /** How many values a sample has, at least 1. */
    public int values() {
        return values;
    }

    /**
     * The fields of a line.
     *
     * @param number of the line in the file, from 1 up, for the message
     * @throws RowException when it has another number of fields than the header, or is too long
     */
    public String[] fields(String line, long number) throws RowException {
        String[] fields = line.length() > MAX_LINE ? new String[0] : line.split(",", -1);
        if (fields.length != columns) {
            throw new RowException(file, number, "the number of fields is not that of the header",
                    " has " + fields.length + " fields, but the header has " + columns);
        }
        return fields;
    }

    /** The label as it is written, {@code ""} for none. */
    public String label(String[] fields) {
        return fields[label].strip();
    }

    /** The sample's own name, {@code ""} for none. */
    public String id(String[] fields) {
        return id < 0 ? "" : fields[id].strip();
    }

    /** @throws RowException when value {@code index} is no number from 0 to 1 */
    public float value(String[] fields, int index, long number) throws RowException {
        String text = fields[firstValue + index];
        float value;
        try {
            value = Float.parseFloat(text);
        } catch (NumberFormatException e) {
            value = Float.NaN;
        }
        if (!(value >= 0 && value <= 1)) {
            String kind = "x" + index + (text.isBlank() ? " is missing" : " is no number from 0 to 1");
            throw new RowException(file, number, kind, ": x" + index + " must be a number from 0 to 1, but is '" + text + "'");
        }
        return value;
    }
}
