package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Captured samples and their labels, as JSON lines in files that are rotated by size; the oldest files of the directory
 * are deleted when all together exceed the cap. Several processes may write to one directory, each to files of its own,
 * so a line that a crash tore never has another one glued to it. For one thread.
 */
public final class CaptureLog implements Closeable {

    /** Default size of one file. */
    public static final long SEGMENT_BYTES = 16L << 20;

    /** Default size of all files in a directory. */
    public static final long TOTAL_BYTES = 512L << 20;

    private static final String PREFIX = "capture-";
    private static final String SUFFIX = ".jsonl";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final long segmentBytes;
    private final long totalBytes;
    private final InstantSource clock;
    private OutputStream segment;
    private long written;
    private int number;

    public CaptureLog(Path directory, long segmentBytes, long totalBytes, InstantSource clock) throws IOException {
        if (segmentBytes < 1 || totalBytes < segmentBytes) {
            throw new IllegalArgumentException("a capture of " + totalBytes + " bytes cannot hold a file of " + segmentBytes);
        }
        this.directory = Files.createDirectories(directory);
        this.segmentBytes = segmentBytes;
        this.totalBytes = totalBytes;
        this.clock = clock;
    }

    /** Appends a prediction; it is with the operating system after {@link #flush}. */
    public void append(CapturedSample sample) throws IOException {
        append(Json.object()
                .put("event", "predicted")
                .put("id", sample.id())
                .put("at", sample.at().toString())
                .put("model", sample.model())
                .put("prediction", sample.prediction())
                .put("confidence", sample.confidence())
                .put("input", InputCodec.encode(sample.input())));
    }

    /** Appends the true label of the request {@code feedback} names. */
    public void append(Feedback feedback, Instant at) throws IOException {
        append(Json.object()
                .put("event", "labelled")
                .put("id", feedback.id())
                .put("at", at.toString())
                .put("label", feedback.label()));
    }

    private void append(ObjectNode event) throws IOException {
        byte[] line = (Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
        if (segment == null || written + line.length > segmentBytes) {
            rotate();
        }
        try {
            segment.write(line);
            written += line.length;
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    public void flush() throws IOException {
        if (segment != null) {
            try {
                segment.flush();
            } catch (IOException e) {
                abandon();
                throw e;
            }
        }
    }

    /** After a failed write the end of the file is unknown, so it is left as it is and the next line starts a new one. */
    private void abandon() {
        OutputStream broken = segment;
        segment = null;
        try {
            broken.close();
        } catch (IOException e) {
            // It is the failure that the caller is being told of.
        }
    }

    private void rotate() throws IOException {
        close();
        retain();
        String name = PREFIX + STAMP.format(clock.instant()) + "-" + ProcessHandle.current().pid() + "-" + number++ + SUFFIX;
        segment = new BufferedOutputStream(
                Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
        written = 0;
    }

    /** Deletes the oldest files until a new segment fits. */
    private void retain() throws IOException {
        List<Path> files = files(directory);
        long total = 0;
        for (Path file : files) {
            total += sizeOf(file);
        }
        for (Path file : files) {
            if (total <= totalBytes - segmentBytes) {
                return;
            }
            total -= sizeOf(file);
            Files.deleteIfExists(file);
        }
    }

    /** Another writer of the directory may delete a file at any moment. */
    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    /** The files of a capture, oldest first. */
    static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
                    })
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            OutputStream closing = segment;
            segment = null;
            closing.close();
        }
    }
}
