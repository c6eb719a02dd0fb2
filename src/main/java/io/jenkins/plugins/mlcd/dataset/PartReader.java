package io.jenkins.plugins.mlcd.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads the samples of one part, a directory with IDX files or {@code data.csv}, one after the other. */
final class PartReader {

    private PartReader() {}

    static boolean isPart(Path directory) {
        return Files.isRegularFile(directory.resolve(IdxReader.IMAGES)) || Files.isRegularFile(directory.resolve(CsvLayout.FILE));
    }

    /** @throws IOException in one sentence that names the file and what is wrong with it */
    static void read(Path directory, CsvReader.Sink to) throws IOException {
        Path csv = directory.resolve(CsvLayout.FILE);
        Path file = Files.isRegularFile(csv) ? csv : directory.resolve(IdxReader.IMAGES);
        try {
            if (file.equals(csv)) {
                CsvReader.read(csv, to);
            } else {
                IdxReader.read(directory, to);
            }
        } catch (EOFException e) {
            throw new IOException(file.getParent() + " holds a file that is cut off: it ends before its header says", e);
        } catch (ZipException e) {
            throw new IOException(file.getParent() + " holds a file that is no whole gzip file: " + e.getMessage(), e);
        }
    }
}
