package io.jenkins.plugins.mlcd.loop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a model in a directory: their size together and a hash over their names and content.
 *
 * @param files paths below the directory with '/', in alphabetical order
 * @param bytes size of all files
 * @param sha256 {@code sha256:} and 64 hexadecimal digits
 */
public record ModelDirectory(List<String> files, long bytes, String sha256) {

    /** @throws IOException when the directory has no file, or one cannot be read */
    public static ModelDirectory scan(Path directory) throws IOException {
        List<Path> paths = paths(directory);
        MessageDigest whole = newDigest();
        long bytes = 0;
        for (Path path : paths) {
            whole.update((relative(directory, path) + "\n").getBytes(StandardCharsets.UTF_8));
            whole.update(hash(path));
            bytes += Files.size(path);
        }
        List<String> names = paths.stream().map(path -> relative(directory, path)).toList();
        return new ModelDirectory(names, bytes, "sha256:" + HexFormat.of().formatHex(whole.digest()));
    }

    private static List<Path> paths(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("'" + directory + "' is no directory with a model");
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> paths = tree.filter(Files::isRegularFile).sorted().toList();
            if (paths.isEmpty()) {
                throw new IOException("the model directory '" + directory + "' is empty");
            }
            return paths;
        }
    }

    private static String relative(Path directory, Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private static byte[] hash(Path path) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
