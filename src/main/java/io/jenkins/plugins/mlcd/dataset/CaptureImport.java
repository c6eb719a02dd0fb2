package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What came of taking captured traffic into a data set.
 *
 * @param added labelled samples that were not there, now in {@code captured/train} and {@code captured/test}
 * @param known labelled samples whose content was there already
 * @param unlabelled samples whose true label never came back; set aside
 */
public record CaptureImport(int added, int known, int unlabelled) implements Serializable {

    private static final long serialVersionUID = 1L;
    static final String DIRECTORY = "captured";

    /** Where in a content's hash its split is drawn from. */
    private static final int SPLIT_AT = 20;

    /** Every fifth sample is for testing. */
    private static final double TEST_SHARE = 0.2;

    /**
     * Adds the labelled samples of {@code capture} to the parts {@code captured/train} and {@code captured/test} below {@code root}. Which of
     * them a sample goes to depends on its content only, by other bytes of its hash than those that a trainer's hold-out uses.
     */
    public static CaptureImport into(Path root, Path capture) throws IOException {
        LongSet known = contents(root, path -> true);
        Path train = root.resolve(DIRECTORY).resolve("train");
        Path test = root.resolve(DIRECTORY).resolve("test");
        int[] counts = new int[3];
        try (Appender trainRows = new Appender(train);
                Appender testRows = new Appender(test)) {
            String header = CsvReader.read(capture, new CsvReader.Sink() {
                @Override
                public void sample(Sample sample, String id, LineReader.Line line) throws IOException {
                    byte[] digest = sample.digest();
                    if (sample.label().isEmpty()) {
                        counts[2]++;
                    } else if (!known.add(Sample.key(digest))) {
                        counts[1]++;
                    } else {
                        counts[0]++;
                        (forTesting(digest) ? testRows : trainRows).add(line.text());
                    }
                }

                @Override
                public void bad(RowException problem, LineReader.Line line) throws IOException {
                    throw problem; // a model server writes no such row: the answer was cut off
                }
            });
            trainRows.finish(header);
            testRows.finish(header);
        }
        return new CaptureImport(counts[0], counts[1], counts[2]);
    }

    /**
     * The labelled contents of the parts that count and whose paths are {@code wanted}; none when there is no data set yet. Bad rows are the scan's business.
     */
    static LongSet contents(Path root, Predicate<String> wanted) throws IOException {
        LongSet known = new LongSet();
        if (!Files.isDirectory(root) || !hasParts(root)) {
            return known;
        }
        Path nowhere = root.resolve(".capture-quarantine.csv");
        DatasetScan scan = DatasetScan.of(root, Optional.empty(), nowhere);
        Files.deleteIfExists(nowhere);
        for (PartScan part : scan.data()) {
            if (wanted.test(part.path())) {
                for (long key : part.keys().sorted()) {
                    known.add(key);
                }
            }
        }
        return known;
    }

    private static boolean hasParts(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            return tree.anyMatch(PartReader::isPart);
        }
    }

    /** Whether a part of this path, below its data set, was captured: its labels came back by themselves, or people gave them. */
    static boolean isCaptured(String path) {
        return path.startsWith(DIRECTORY + "/") || path.startsWith(LabelImport.DIRECTORY + "/");
    }

    /** Which split a content is in: it depends on the content only, so no sample moves from one to the other. */
    static boolean forTesting(byte[] digest) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt(SPLIT_AT)) / 4294967296.0 < TEST_SHARE;
    }

    /** Rows for one part: beside its file until all are there, so that a crash leaves the old file or the new one. */
    private static final class Appender implements AutoCloseable {
        private final Path file;
        private final Path next;
        private final BufferedWriter rows;
        private int added;

        Appender(Path directory) throws IOException {
            Files.createDirectories(directory);
            file = directory.resolve(CsvLayout.FILE);
            next = directory.resolve(CsvLayout.FILE + ".next");
            rows = Files.newBufferedWriter(next);
        }

        void add(String line) throws IOException {
            rows.write(line);
            rows.newLine();
            added++;
        }

        void finish(String header) throws IOException {
            rows.close();
            if (added == 0) {
                return;
            }
            Path whole = file.resolveSibling(CsvLayout.FILE + ".whole");
            boolean fresh = !Files.isRegularFile(file);
            if (fresh) {
                Files.writeString(whole, header + "\n");
            } else {
                requireSameHeader(header);
                Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
            }
            try (var out = Files.newOutputStream(whole, StandardOpenOption.APPEND)) {
                Files.copy(next, out);
            }
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        private void requireSameHeader(String header) throws IOException {
            try (var in = Files.newBufferedReader(file)) {
                String old = in.readLine();
                if (!header.equals(old)) {
                    throw new IOException(file + " has other columns than the capture: move it away to begin a new one");
                }
            }
        }

        @Override
        public void close() throws IOException {
            rows.close();
            Files.deleteIfExists(next);
            if (!Files.isRegularFile(file)) {
                Files.deleteIfExists(file.getParent());
            }
        }
    }
}
