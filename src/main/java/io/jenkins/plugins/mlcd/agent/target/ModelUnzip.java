package io.jenkins.plugins.mlcd.agent.target;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Unpacks a model directory that a stranger packed: nothing lands outside it, and it stays within bounds. */
final class ModelUnzip {

    static final int MAX_ENTRIES = 10_000;

    /** Unpacked size; four times what may be uploaded, since weights hardly compress. */
    static final long MAX_BYTES = 2L << 30;

    private static final int BUFFER = 1 << 16;

    private ModelUnzip() {}

    /**
     * Unpacks {@code zip} into the new directory {@code target}.
     *
     * @throws IOException when it is no zip, is empty, has a name that leads outside, too many entries or too many bytes
     */
    static void unpack(Path zip, Path target) throws IOException {
        unpack(zip, target, MAX_BYTES);
    }

    static void unpack(Path zip, Path target, long maxBytes) throws IOException {
        Files.createDirectory(target);
        long left = maxBytes;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip), BUFFER))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new IOException("the archive has more than " + MAX_ENTRIES + " entries");
                }
                Path file = resolve(target, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    left -= copy(in, file, left, maxBytes);
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException("the archive is damaged: " + e.getMessage(), e);
        }
        if (entries == 0) {
            throw new IOException("the body is no zip archive, or an empty one");
        }
    }

    private static Path resolve(Path target, String name) throws IOException {
        try {
            Path file = target.resolve(name).normalize();
            if (!name.contains("\\") && !name.startsWith("/") && file.startsWith(target.normalize()) && !file.equals(target.normalize())) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Falls through to the same answer: this name is no place inside the directory.
        }
        throw new IOException("the archive has the entry '" + printable(name) + "', which does not lie inside the model directory");
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "...";
    }

    private static long copy(InputStream in, Path file, long left, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                written += read;
                if (written > left) {
                    throw new IOException("the archive unpacks to more than " + maxBytes + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
        return written;
    }
}
