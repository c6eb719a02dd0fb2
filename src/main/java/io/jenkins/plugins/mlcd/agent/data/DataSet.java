package io.jenkins.plugins.mlcd.agent.data;

import io.jenkins.plugins.mlcd.dataset.CsvLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory of parts. Parts under a directory called {@code train} are for training, under {@code test} for testing. */
public final class DataSet {

    private static final int MAX_DEPTH = 6;

    private DataSet() {}

    /** The parts called {@code leaf} under {@code root}, or {@code root} itself when it is such a part, in the order of their names. */
    public static List<Part> parts(Path root, String leaf) throws IOException {
        List<Path> directories = directories(root).stream()
                .filter(directory -> directory.toAbsolutePath().normalize().endsWith(leaf))
                .toList();
        if (directories.isEmpty()) {
            throw new IOException(root + " holds no part called '" + leaf + "': a directory of that name with " + Idx.IMAGES + " or " + CsvLayout.FILE
                    + " was expected");
        }
        List<Part> parts = new ArrayList<>();
        for (Path directory : directories) {
            parts.add(Part.read(directory, name(root, directory)));
        }
        return parts;
    }

    /** {@code directory} as a part when it is one, else all its {@code test} parts together. */
    public static Part forEvaluation(Path directory) throws IOException {
        if (isPart(directory)) {
            return Part.read(directory, name(directory, directory));
        }
        return Part.union("test", parts(directory, "test"));
    }

    /** All {@code train} parts under {@code root} together. */
    public static Part forTraining(Path root) throws IOException {
        return Part.union("train", parts(root, "train"));
    }

    private static List<Path> directories(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException(root + " is no directory with a data set");
        }
        try (Stream<Path> tree = Files.walk(root, MAX_DEPTH)) {
            return tree.filter(DataSet::isPart).sorted().toList();
        }
    }

    private static boolean isPart(Path directory) {
        return Files.isRegularFile(directory.resolve(Idx.IMAGES)) || Files.isRegularFile(directory.resolve(CsvLayout.FILE));
    }

    /** The name of a part: its path below the root; the root itself is called by its last two names, such as {@code old/test}. */
    private static String name(Path root, Path directory) {
        Path relative = root.relativize(directory);
        if (!relative.toString().isEmpty()) {
            return relative.toString().replace('\\', '/');
        }
        Path whole = directory.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        return names == 0 ? "data" : whole.subpath(Math.max(0, names - 2), names).toString().replace('\\', '/');
    }
}
