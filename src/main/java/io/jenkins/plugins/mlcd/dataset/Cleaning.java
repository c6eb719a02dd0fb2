package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Takes the rows that are no samples out of the tables of a data set, so that what reads them next meets samples only. */
public final class Cleaning {

    private Cleaning() {}

    /** Rewrites each table below {@code root} that has such rows; each file is the old one or the new one at any time. */
    public static void of(Path root) throws IOException {
        for (Path directory : DatasetScan.directories(root)) {
            Path file = directory.resolve(CsvLayout.FILE);
            if (Files.isRegularFile(file)) {
                clean(file);
            }
        }
    }

    private static void clean(Path file) throws IOException {
        Path next = file.resolveSibling(CsvLayout.FILE + ".next");
        int[] bad = new int[1];
        try {
            try (BufferedWriter out = Files.newBufferedWriter(next);
                    LineReader header = new LineReader(file)) {
                out.write(header.next().map(LineReader.Line::text).orElse("") + "\n");
                CsvReader.read(file, new CsvReader.Sink() {
                    @Override
                    public void sample(Sample sample, String id, LineReader.Line line) throws IOException {
                        out.write(line.text());
                        out.write('\n');
                    }

                    @Override
                    public void bad(RowException problem, LineReader.Line line) {
                        bad[0]++;
                    }
                });
            }
            if (bad[0] > 0) {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
