package io.jenkins.plugins.mlcd.target;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of a model as a zip archive whose entries are relative to the model's directory. */
@FunctionalInterface
public interface ModelZip {

    /** Writes the whole archive to {@code out}, which stays open. */
    void writeTo(OutputStream out) throws IOException;

    /** The regular files below {@code directory}, in the order of their names; links are not followed. */
    static ModelZip of(Path directory) {
        return out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Path file : filesBelow(directory)) {
                zip.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
            zip.finish();
        };
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
