package io.jenkins.plugins.mlcd.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.nio.charset.StandardCharsets;

/**
 * The files of a directory. Their version is a hash over paths and contents, so that touching or copying a file is no change. Only
 * files whose size or time differs from the last look are read again. Links are not followed.
 */
public final class DirectorySource implements Source {

    private static final int MAX_FILES = 100_000;

    private final AllowList allowed;
    private final Path directory;
    private final PathMatcher include;
    private final Duration settle;
    private final InstantSource clock;

    /**
     * @param include glob of paths below the directory, such as <code>**&#47;*.csv</code>
     * @param settle how long nothing may have been written before the files count as whole
     * @throws IllegalArgumentException when the glob is none
     */
    public DirectorySource(AllowList allowed, Path directory, String include, Duration settle, InstantSource clock) {
        this.allowed = allowed;
        this.directory = directory;
        this.include = directory.getFileSystem().getPathMatcher("glob:" + include);
        this.settle = settle;
        this.clock = clock;
    }

    /** What is known of a file without reading it. */
    private record Stat(long size, long modified) {}

    @Override
    public Optional<Observation> look(Optional<Observation> before) throws IOException {
        allowed.require(directory.toUri());
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is no directory");
        }
        // What a link in the path leads to must be allowed as well.
        allowed.require(directory.toRealPath().toUri());
        Map<String, Stat> files = files();
        long newest = files.values().stream().mapToLong(Stat::modified).max().orElse(0);
        if (Instant.ofEpochMilli(newest).plus(settle).isAfter(clock.instant())) {
            return Optional.empty();
        }
        JsonNode known = before.map(Observation::memo).orElse(Json.object());
        ObjectNode memo = Json.object();
        for (Map.Entry<String, Stat> file : files.entrySet()) {
            memo.set(file.getKey(), entry(file.getKey(), file.getValue(), known.path(file.getKey())));
        }
        return Optional.of(new Observation(version(memo), OptionalLong.of(files.size()), memo));
    }

    private JsonNode entry(String name, Stat stat, JsonNode known) throws IOException {
        boolean same = known.path("size").asLong(-1) == stat.size && known.path("modified").asLong(-1) == stat.modified;
        String hash = same ? known.path("sha256").asText() : Sha256.of(directory.resolve(name));
        return Json.object().put("size", stat.size).put("modified", stat.modified).put("sha256", hash);
    }

    private static String version(ObjectNode memo) {
        MessageDigest digest = Sha256.digest();
        memo.properties().forEach(file ->
                digest.update((file.getKey() + "\0" + file.getValue().path("sha256").asText() + "\n").getBytes(StandardCharsets.UTF_8)));
        return "sha256:" + Sha256.hex(digest);
    }

    private Map<String, Stat> files() throws IOException {
        Map<String, Stat> files = new TreeMap<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = directory.relativize(file);
                if (attributes.isRegularFile() && include.matches(name)) {
                    files.put(name.toString().replace(File.separatorChar, '/'), new Stat(attributes.size(), attributes.lastModifiedTime().toMillis()));
                }
                if (files.size() > MAX_FILES) {
                    throw new IOException(directory + " has more than " + MAX_FILES + " files of this kind, which is the most");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (Files.notExists(file)) {
                    return FileVisitResult.CONTINUE; // it was there a moment ago
                }
                throw e;
            }
        });
        return files;
    }
}
