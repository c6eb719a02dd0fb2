package io.jenkins.plugins.mlcd.agent.data;

import io.jenkins.plugins.mlcd.dataset.CsvLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a part of the form of {@link CsvLayout}, UTF-8, as {@code GET /capture.csv} answers it, whole into memory. */
final class CsvPart {

    private final Path file;
    private final String name;
    private final CsvLayout layout;

    private CsvPart(Path file, String name, CsvLayout layout) {
        this.file = file;
        this.name = name;
        this.layout = layout;
    }

    static Part read(Path file, String name) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null) {
                throw new IOException(file + " is empty; a header line was expected");
            }
            CsvPart csv = new CsvPart(file, name, new CsvLayout(file, header));
            return new Part(name, InputShape.table(csv.layout.values()), csv.samples(in));
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
            if ((long) samples.size() * layout.values() > Part.MAX_VALUES) {
                throw new IOException(file + " holds more than " + Part.MAX_VALUES + " values, the most that a part may hold");
            }
        }
        return samples;
    }

    private Part.Sample sample(String line, int number, int index) throws IOException {
        String[] fields = layout.fields(line, number);
        float[] input = new float[layout.values()];
        for (int i = 0; i < input.length; i++) {
            input[i] = layout.value(fields, i, number);
        }
        String text = layout.label(fields);
        Optional<String> known = text.isEmpty() || text.equals(Part.NO_CLASS) ? Optional.empty() : Optional.of(text);
        String key = layout.id(fields).isEmpty() ? Integer.toString(index) : layout.id(fields);
        return new Part.Sample(name + "/" + key, input, known, name);
    }
}
