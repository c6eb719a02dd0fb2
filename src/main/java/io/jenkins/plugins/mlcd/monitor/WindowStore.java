package io.jenkins.plugins.mlcd.monitor;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The profiles of the newest windows of a build's watches, compressed, so that another rule can be replayed over them. Files are
 * {@code <watch>-<window>.json.gz} and {@code <watch>-reference.json.gz}; together at most {@value #MOST_BYTES} bytes, from which the oldest windows are deleted.
 */
public final class WindowStore {

    public static final long MOST_BYTES = 16 << 20;

    /** A profile that unpacks to more is none of ours. */
    private static final int LARGEST = 64 << 20;

    private static final String END = ".json.gz";

    private final Path directory;

    public WindowStore(Path directory) {
        this.directory = directory;
    }

    public void keep(int watch, int window, Profile profile) throws IOException {
        write(String.format(Locale.ROOT, "%04d-%08d", watch, window), profile);
        trim();
    }

    public void keepReference(int watch, Profile profile) throws IOException {
        write(String.format(Locale.ROOT, "%04d-reference", watch), profile);
    }

    private void write(String name, Profile profile) throws IOException {
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, name, ".part");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
                out.write(profile.toJson().getBytes(StandardCharsets.UTF_8));
            }
            Files.move(temporary, directory.resolve(name + END), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void trim() throws IOException {
        List<Path> windows = files();
        long bytes = 0;
        for (Path file : windows) {
            bytes += Files.size(file);
        }
        for (int i = 0; i < windows.size() - 1 && bytes > MOST_BYTES; i++) {
            bytes -= Files.size(windows.get(i));
            Files.delete(windows.get(i));
        }
    }

    /** Windows, oldest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().endsWith(END) && !file.getFileName().toString().contains("reference")).sorted().toList();
        }
    }

    /** The windows that are kept, by time, oldest first; plain {@code .json} files of other origin as well. */
    public List<Profile> windows() throws IOException {
        List<Profile> profiles = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.filter(WindowStore::isProfile).filter(file -> !file.getFileName().toString().contains("reference")).sorted().toList();
            for (Path file : files) {
                profiles.add(read(file));
            }
        }
        return profiles;
    }

    /** The newest reference that is kept. */
    public Optional<Profile> reference() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            Optional<Path> file = all.filter(WindowStore::isProfile).filter(each -> each.getFileName().toString().contains("reference")).sorted().reduce((a, b) -> b);
            return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
        }
    }

    private static boolean isProfile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(END);
    }

    /** @throws IOException when the file is no profile */
    public static Profile read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return Profile.fromJson(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
