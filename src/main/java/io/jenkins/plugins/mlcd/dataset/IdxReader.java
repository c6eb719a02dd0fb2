package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Images and labels in the IDX format of the MNIST files, unsigned bytes, gzip (yann.lecun.com/exdb/mnist). */
final class IdxReader {

    static final String IMAGES = "images.idx3.gz";
    static final String LABELS = "labels.idx1.gz";

    private static final int IMAGES_MAGIC = 0x0803;
    private static final int LABELS_MAGIC = 0x0801;
    private static final int MAX_VALUES = 1 << 24;
    private static final int BUFFER = 1 << 16;
    private static final LineReader.Line NO_LINE = new LineReader.Line(0, "", Optional.empty());

    private IdxReader() {}

    static void read(Path directory, CsvReader.Sink to) throws IOException {
        Path imageFile = directory.resolve(IMAGES);
        Path labelFile = directory.resolve(LABELS);
        if (!Files.isRegularFile(labelFile)) {
            throw new IOException(imageFile + " has no labels: " + LABELS + " is not beside it");
        }
        try (DataInputStream images = open(imageFile);
                DataInputStream labels = open(labelFile)) {
            int count = count(imageFile, images, IMAGES_MAGIC);
            int labelled = count(labelFile, labels, LABELS_MAGIC);
            if (count != labelled) {
                throw new IOException(directory + " has " + count + " images but " + labelled + " labels");
            }
            byte[] image = new byte[size(imageFile, images.readInt(), images.readInt())];
            for (int i = 0; i < count; i++) {
                images.readFully(image);
                int label = labels.readUnsignedByte();
                to.sample(new Sample(image.clone(), label == Sample.NO_CLASS ? "" : Integer.toString(label)), "", NO_LINE);
            }
            requireEnd(imageFile, images);
            requireEnd(labelFile, labels);
        }
    }

    /** Reads past the last item, so that the checksum at the end of the gzip file is compared. */
    private static void requireEnd(Path file, DataInputStream in) throws IOException {
        if (in.read() != -1) {
            throw new IOException(file + " goes on after the number of items that its header states");
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER));
    }

    private static int count(Path file, DataInputStream in, int magic) throws IOException {
        int found = in.readInt();
        int count = in.readInt();
        if (found != magic || count < 0) {
            throw new IOException(String.format("%s begins with 0x%08x and %d items, but 0x%08x was expected", file, found, count, magic));
        }
        return count;
    }

    private static int size(Path file, int height, int width) throws IOException {
        if (height < 1 || width < 1 || (long) height * width > MAX_VALUES) {
            throw new IOException(file + " has images of " + height + " x " + width + " pixels, more than can be read");
        }
        return height * width;
    }
}
