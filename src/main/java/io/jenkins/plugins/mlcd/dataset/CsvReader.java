package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the samples of a {@link CsvLayout} one by one, as bytes. */
final class CsvReader {

    private static final float SCALE = 255;

    private CsvReader() {}

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
            CsvLayout layout = new CsvLayout(file, header);
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    to.accept(sample(layout, line, number), line);
                }
            }
            return header;
        }
    }

    private static Sample sample(CsvLayout layout, String line, int number) throws IOException {
        String[] fields = layout.fields(line, number);
        byte[] bytes = new byte[layout.values()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(layout.value(fields, i, number) * SCALE);
        }
        String text = layout.label(fields);
        return new Sample(bytes, text.equals(Integer.toString(Sample.NO_CLASS)) ? "" : text);
    }
}
