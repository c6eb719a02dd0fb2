package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the rows of a {@link CsvLayout} one by one, samples as bytes, in memory for one line. */
final class CsvReader {

    private static final float SCALE = 255;

    private CsvReader() {}

    /** Gets each row in the order of the file. */
    interface Sink {

        /**
         * @param id the sample's own name, {@code ""} for none
         * @param line that it was read from
         */
        void sample(Sample sample, String id, LineReader.Line line) throws IOException;

        void bad(RowException problem, LineReader.Line line) throws IOException;
    }

    /**
     * @return the header line; empty when the file is empty
     * @throws IOException when the header is wrong
     */
    static String read(Path file, Sink to) throws IOException {
        try (LineReader in = new LineReader(file)) {
            Optional<LineReader.Line> first = in.next();
            if (first.isEmpty() || first.get().sound().isBlank()) {
                return "";
            }
            CsvLayout layout = new CsvLayout(file, first.get().text());
            for (Optional<LineReader.Line> line = in.next(); line.isPresent(); line = in.next()) {
                row(layout, line.get(), to);
            }
            return first.get().text();
        }
    }

    private static void row(CsvLayout layout, LineReader.Line line, Sink to) throws IOException {
        Sample sample;
        String[] fields;
        try {
            if (line.sound().isBlank()) {
                return;
            }
            fields = layout.fields(line.text(), line.number());
            sample = sample(layout, fields, line.number());
        } catch (RowException e) {
            to.bad(e, line);
            return;
        }
        to.sample(sample, layout.id(fields), line);
    }

    private static Sample sample(CsvLayout layout, String[] fields, long number) throws RowException {
        byte[] bytes = new byte[layout.values()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(layout.value(fields, i, number) * SCALE);
        }
        String text = layout.label(fields);
        return new Sample(bytes, text.equals(Integer.toString(Sample.NO_CLASS)) ? "" : text);
    }
}
