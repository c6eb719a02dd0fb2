package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What came of taking labelled traffic into a data set.
 *
 * @param settled labels that people gave, of samples that are one of the classes
 * @param train of them, now in {@code labelled/train}
 * @param test of them, now in {@code labelled/test}
 * @param known labelled samples whose content another part has
 * @param sources samples of production that the data set has, by where their label came from
 */
public record LabelImport(int settled, int train, int test, int known, TreeMap<String, Integer> sources) implements Serializable {

    /** In the directory of the labelled parts: where each label of a sample of production came from. */
    public static final String PROVENANCE = "labelled/provenance.csv";

    static final String DIRECTORY = "labelled";

    private static final long serialVersionUID = 1L;
    private static final String HEADER = "part,content,label,source,by,at,model";

    /**
     * Replaces the parts {@code labelled/train} and {@code labelled/test} below {@code root} by {@code rows}, so that a label that was taken back is gone. Which of them
     * a sample goes to depends on its content only, as for {@link CaptureImport}.
     */
    public static LabelImport into(Path root, List<LabelledRow> rows) throws IOException {
        LongSet known = CaptureImport.contents(root, path -> !path.startsWith(DIRECTORY + "/"));
        TreeMap<String, Integer> sources = new TreeMap<>();
        int[] counts = new int[3];
        Files.createDirectories(root.resolve(DIRECTORY));
        try (Replacement provenance = new Replacement(root.resolve(PROVENANCE));
                Replacement train = new Replacement(root.resolve(DIRECTORY).resolve("train").resolve(CsvLayout.FILE));
                Replacement test = new Replacement(root.resolve(DIRECTORY).resolve("test").resolve(CsvLayout.FILE))) {
            provenance.add(HEADER);
            captured(root, provenance, sources);
            for (LabelledRow row : rows) {
                byte[] digest = HexFormat.of().parseHex(row.content());
                if (!known.add(Sample.key(digest))) {
                    counts[2]++;
                    continue;
                }
                boolean testing = CaptureImport.forTesting(digest);
                counts[testing ? 1 : 0]++;
                Replacement part = testing ? test : train;
                if (part.lines == 0) {
                    part.add(LabelledRow.header(row.values().length));
                }
                part.add(row.line());
                sources.merge(row.source(), 1, Integer::sum);
                provenance.add(String.join(",", DIRECTORY + (testing ? "/test" : "/train"), row.content(), row.label(), row.source(), LabelledRow.plain(row.by()), row.labelledAt(),
                        LabelledRow.plain(row.model())));
            }
            train.finish();
            test.finish();
            provenance.finish();
        }
        return new LabelImport(rows.size(), counts[0], counts[1], counts[2], sources);
    }

    /** The labels of captured samples came back by themselves. */
    private static void captured(Path root, Replacement provenance, TreeMap<String, Integer> sources) throws IOException {
        for (String part : List.of("train", "test")) {
            Path file = root.resolve(CaptureImport.DIRECTORY).resolve(part).resolve(CsvLayout.FILE);
            if (Files.isRegularFile(file)) {
                for (CaptureRow row : CaptureRows.read(file)) {
                    sources.merge("feedback", 1, Integer::sum);
                    provenance.add(String.join(",", CaptureImport.DIRECTORY + "/" + part, row.content(), LabelledRow.plain(row.label()), "feedback", "", row.at(), row.model()));
                }
            }
        }
    }

    /** A file that is as it was until it is as it is to be; without lines it is deleted. */
    private static final class Replacement implements AutoCloseable {
        private final Path file;
        private final Path next;
        private final BufferedWriter out;
        private int lines;

        Replacement(Path file) throws IOException {
            Files.createDirectories(file.getParent());
            this.file = file;
            next = file.resolveSibling(file.getFileName() + ".next");
            out = Files.newBufferedWriter(next);
        }

        void add(String line) throws IOException {
            out.write(line);
            out.write('\n');
            lines++;
        }

        void finish() throws IOException {
            out.close();
            if (lines == 0) {
                Files.deleteIfExists(file);
            } else {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(next);
            if (!Files.isRegularFile(file)) {
                Files.deleteIfExists(file.getParent());
            }
        }
    }
}
