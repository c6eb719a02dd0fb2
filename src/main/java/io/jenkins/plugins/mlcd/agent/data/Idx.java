package io.jenkins.plugins.mlcd.agent.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The IDX format of the MNIST files (yann.lecun.com/exdb/mnist), unsigned bytes, gzip: magic number 0x0000080n, n dimensions as
 * big-endian 32-bit integers, then the bytes, last dimension fastest.
 */
public final class Idx {

    public static final String IMAGES = "images.idx3.gz";
    public static final String LABELS = "labels.idx1.gz";

    private static final int UNSIGNED_BYTES = 0x0800;

    private Idx() {}

    /** The content of one file: its dimensions, the first of which counts the items, and one byte array an item. */
    public record Content(int[] dimensions, List<byte[]> items) {}

    /**
     * Reads a file of {@code rank} dimensions.
     *
     * @throws IOException in one sentence that names the file and what was expected
     */
    public static Content read(Path file, int rank) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16), 1 << 16))) {
            int[] dimensions = header(file, in, rank);
            int length = 1;
            for (int i = 1; i < rank; i++) {
                length *= dimensions[i];
            }
            List<byte[]> items = new ArrayList<>();
            for (int i = 0; i < dimensions[0]; i++) {
                items.add(item(file, in, dimensions[0], i, length));
            }
            if (in.read() != -1) {
                throw new IOException(file + " goes on after the " + dimensions[0] + " items that its header states");
            }
            return new Content(dimensions, items);
        } catch (ZipException e) {
            throw new IOException(file + " is no whole gzip file (" + e.getMessage() + ")", e);
        } catch (EOFException e) {
            throw new IOException(file + " is truncated: it ends within its gzip frame", e);
        }
    }

    private static int[] header(Path file, DataInputStream in, int rank) throws IOException {
        try {
            int magic = in.readInt();
            if (magic != UNSIGNED_BYTES + rank) {
                throw new IOException(file + " begins with 0x%08x, but an IDX file of unsigned bytes in %d dimensions begins with 0x%08x"
                        .formatted(magic, rank, UNSIGNED_BYTES + rank));
            }
            int[] dimensions = new int[rank];
            long values = 1;
            for (int i = 0; i < rank; i++) {
                dimensions[i] = in.readInt();
                values = dimensions[i] < 0 || values > Part.MAX_VALUES ? Long.MAX_VALUE : values * dimensions[i];
            }
            if (values > Part.MAX_VALUES) {
                throw new IOException(file + " states more than " + Part.MAX_VALUES + " values, the most that a part may hold");
            }
            return dimensions;
        } catch (EOFException e) {
            throw new IOException(file + " is truncated: it ends within its header", e);
        }
    }

    private static byte[] item(Path file, DataInputStream in, int count, int index, int length) throws IOException {
        byte[] item = new byte[length];
        try {
            in.readFully(item);
        } catch (EOFException e) {
            throw new IOException(file + " is truncated: its header states " + count + " items, but only " + index + " are whole", e);
        }
        return item;
    }

    /** Writes items of equal size, each of the given dimensions. */
    public static void write(Path file, List<byte[]> items, int... dimensions) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (DataOutputStream out = new DataOutputStream(new BestGzip(file))) {
            out.writeInt(UNSIGNED_BYTES + 1 + dimensions.length);
            out.writeInt(items.size());
            for (int dimension : dimensions) {
                out.writeInt(dimension);
            }
            for (byte[] item : items) {
                out.write(item);
            }
        }
    }

    /** Gzip at its best compression: the files are written once and live in a repository. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(Path file) throws IOException {
            super(Files.newOutputStream(file), 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    /** Reads the images and labels in {@code directory}; see {@link Part#read(Path, String)}. */
    static Part readPart(Path directory, String name) throws IOException {
        Path imageFile = directory.resolve(IMAGES);
        Path labelFile = directory.resolve(LABELS);
        if (!Files.isRegularFile(labelFile)) {
            throw new IOException(directory + " holds " + IMAGES + " but not " + LABELS);
        }
        Content images = read(imageFile, 3);
        Content labels = read(labelFile, 1);
        if (images.items().size() != labels.items().size()) {
            throw new IOException(labelFile + " holds " + labels.items().size() + " labels, but " + imageFile + " holds " + images.items().size() + " images");
        }
        List<Part.Sample> samples = new ArrayList<>();
        for (int i = 0; i < images.items().size(); i++) {
            String label = Integer.toString(Byte.toUnsignedInt(labels.items().get(i)[0]));
            Optional<String> known = label.equals(Part.NO_CLASS) ? Optional.empty() : Optional.of(label);
            samples.add(new Part.Sample(name + "/" + i, floats(images.items().get(i)), known, name));
        }
        return new Part(name, InputShape.image(images.dimensions()[1], images.dimensions()[2], 1), samples);
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes[i]) / 255f;
        }
        return values;
    }
}
