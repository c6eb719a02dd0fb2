package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Captured samples and their labels, as JSON lines in files that are rotated by size and age; the oldest files of the directory
 * are deleted when all together exceed the cap, and each when it is too old. Several processes may write to one directory, each to files of its own,
 * so a line that a crash tore never has another one glued to it. For one thread.
 */
public final class CaptureLog implements Closeable {

    /** Default size of one file. */
    public static final long SEGMENT_BYTES = 16L << 20;

    /** Default size of all files in a directory. */
    public static final long TOTAL_BYTES = 512L << 20;

    private static final String PREFIX = "capture-";
    private static final String SUFFIX = ".jsonl";
    private static final int STAMP_LENGTH = 18;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How often files that are too old are looked for. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Path directory;
    private final CaptureOptions.Limits limits;
    private final InstantSource clock;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
    private OutputStream segment;
    private Instant begun = Instant.MIN;
    private Instant looked = Instant.MIN;
    private long written;
    private int number;
    private volatile long totalWritten;

    public CaptureLog(Path directory, CaptureOptions.Limits limits, InstantSource clock) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.limits = limits;
        this.clock = clock;
    }

    /** Files of {@code segmentBytes} and all together {@code totalBytes}, rotated and deleted by age as by default. */
    public CaptureLog(Path directory, long segmentBytes, long totalBytes, InstantSource clock) throws IOException {
        this(directory, CaptureOptions.Limits.of(segmentBytes, totalBytes), clock);
    }

    /** Appends a prediction; it is with the operating system after {@link #flush}. */
    public void append(CapturedSample sample) throws IOException {
        append(sample, Integer.MAX_VALUE);
    }

    /** As {@link #append(CapturedSample)}, unless it takes more than {@code most} bytes; returns whether it was appended. */
    boolean append(CapturedSample sample, int most) throws IOException {
        line.reset();
        try (JsonGenerator json = Json.mapper().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", "predicted");
            json.writeStringField("id", sample.id());
            json.writeStringField("at", sample.at().toString());
            json.writeStringField("model", sample.model());
            json.writeStringField("prediction", sample.prediction());
            json.writeNumberField("confidence", (float) sample.confidence());
            json.writeFieldName("input");
            byte[] input = InputCodec.ascii(sample.input());
            json.writeRawUTF8String(input, 0, input.length);
            if (sample.context().isPresent()) {
                json.writeFieldName("context");
                json.writeTree(sample.context().get());
            }
            json.writeEndObject();
        }
        return line.size() < most && appendLine();
    }

    /** Appends the true label of the request {@code feedback} names. */
    public void append(Feedback feedback, Instant at) throws IOException {
        line.reset();
        try (JsonGenerator json = Json.mapper().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", "labelled");
            json.writeStringField("id", feedback.id());
            json.writeStringField("at", at.toString());
            json.writeStringField("label", feedback.label());
            json.writeEndObject();
        }
        appendLine();
    }

    private boolean appendLine() throws IOException {
        line.write('\n');
        if (segment == null || written + line.size() > limits.segmentBytes() || isOld(clock.instant())) {
            rotate();
        }
        try {
            line.writeTo(segment);
            written += line.size();
            totalWritten += line.size();
            return true;
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    private boolean isOld(Instant now) {
        return !now.isBefore(begun.plus(limits.segmentAge()));
    }

    /** Closes a file that is old enough and deletes those that are too old; to be called now and then, since a file ages without traffic, too. */
    public void age() throws IOException {
        Instant now = clock.instant();
        if (segment != null && isOld(now)) {
            close();
        }
        if (Duration.between(looked, now).abs().compareTo(LOOK) >= 0) {
            looked = now;
            retain();
        }
    }

    /** Bytes that were written by this one, files that are deleted by now included. Safe for every thread. */
    long totalWritten() {
        return totalWritten;
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
        begun = clock.instant();
        String name = PREFIX + STAMP.format(begun) + "-" + ProcessHandle.current().pid() + "-" + number++ + SUFFIX;
        segment = new BufferedOutputStream(
                Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
        written = 0;
    }

    /** Deletes files that are too old, and the oldest ones until a new segment fits. */
    private void retain() throws IOException {
        List<Path> files = files(directory);
        long oldest = clock.instant().minus(limits.keep()).toEpochMilli();
        long total = 0;
        for (Path file : files) {
            total += sizeOf(file);
        }
        for (Path file : files) {
            if (total > limits.totalBytes() - limits.segmentBytes() || file.toFile().lastModified() < oldest) {
                total -= sizeOf(file);
                Files.deleteIfExists(file);
            }
        }
    }

    /** Another writer of the directory may delete a file at any moment. */
    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    /** When a file of a capture was begun, by its name; empty for a name of another form. */
    static Optional<Instant> begun(Path file) {
        try {
            String name = file.getFileName().toString();
            return Optional.of(STAMP.parse(name.substring(PREFIX.length(), PREFIX.length() + STAMP_LENGTH), Instant::from));
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
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
