package io.jenkins.plugins.mlcd.agent.data;

import io.jenkins.plugins.mlcd.dataset.CsvLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One part of a data set: samples of one shape, values 0 to 1, each with an id that is the same in every run and, where known,
 * its label. A label 255 means that the sample is none of the classes; it reads as no label.
 */
public final class Part {

    /** The label that means "none of the classes". */
    public static final String NO_CLASS = "255";

    /** Most values that one part may hold, 64 Mi: 256 MiB in memory. */
    static final long MAX_VALUES = 64L << 20;

    private final String name;
    private final InputShape shape;
    private final List<Sample> samples;

    /**
     * One sample.
     *
     * @param label empty when it is unknown or the sample is none of the classes
     * @param part name of the part that it comes from
     */
    public record Sample(String id, float[] input, Optional<String> label, String part) {}

    public Part(String name, InputShape shape, List<Sample> samples) {
        this.name = name;
        this.shape = shape;
        this.samples = List.copyOf(samples);
    }

    /**
     * Reads the part in {@code directory}: {@code images.idx3.gz} with {@code labels.idx1.gz}, or {@code data.csv}.
     *
     * @param name how the part is called, such as {@code old/test}; sample ids begin with it
     * @throws IOException when there is no part, or a file is truncated, too large or does not fit; the message names the file
     */
    public static Part read(Path directory, String name) throws IOException {
        if (Files.isRegularFile(directory.resolve(Idx.IMAGES))) {
            return Idx.readPart(directory, name);
        }
        if (Files.isRegularFile(directory.resolve(CsvLayout.FILE))) {
            return CsvPart.read(directory.resolve(CsvLayout.FILE), name);
        }
        throw new IOException(directory + " holds no data: " + Idx.IMAGES + " with " + Idx.LABELS + ", or " + CsvLayout.FILE + ", was expected");
    }

    /** As {@link #read(Path, String)}, called like the directory. */
    public static Part read(Path directory) throws IOException {
        Path file = directory.toAbsolutePath().normalize().getFileName();
        return read(directory, file == null ? "data" : file.toString());
    }

    /**
     * The parts together, in their order. An image shape wins over a table of as many features, because captured images come as CSV.
     *
     * @throws IOException when the inputs have different numbers of values
     */
    public static Part union(String name, List<Part> parts) throws IOException {
        Part first = parts.stream().filter(part -> part.shape.isImage()).findFirst().orElse(parts.get(0));
        List<Sample> all = new ArrayList<>();
        for (Part part : parts) {
            boolean fits = part.shape.equals(first.shape) || (!part.shape.isImage() && part.shape.values() == first.shape.values());
            if (!fits) {
                throw new IOException("part '" + part.name + "' holds a " + part.shape + " a sample, but part '" + first.name + "' a " + first.shape);
            }
            all.addAll(part.samples);
        }
        return new Part(name, first.shape, all);
    }

    public String name() {
        return name;
    }

    public InputShape shape() {
        return shape;
    }

    public int size() {
        return samples.size();
    }

    public List<Sample> samples() {
        return samples;
    }

    public Sample get(int index) {
        return samples.get(index);
    }

    /** The samples that have a label. */
    public Part labelled() {
        return where(index -> samples.get(index).label().isPresent());
    }

    /** The samples whose index passes the test, in their order. */
    public Part where(IntPredicate test) {
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (test.test(i)) {
                kept.add(samples.get(i));
            }
        }
        return new Part(name, shape, kept);
    }
}
