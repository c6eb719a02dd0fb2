package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;

/**
 * An append-only file of JSON lines whose first line states its schema. A line is a fact; it is on disk before
 * {@link #append} returns. Who decides under a lock can {@link #write} there and {@link #sync} outside of it, so that many share
 * one fsync; a sync covers all earlier lines as well, so no fact is on disk without those it follows from. A last line that a
 * crash tore is dropped with a warning when the file is opened; a damaged line anywhere else is an error, because facts may not
 * vanish silently. When an fsync fails, all who wait for it fail, and the log takes nothing more. Safe for use by several threads
 * of one JVM.
 */
public final class EventLog implements Closeable {

    private static final Logger LOGGER = Logger.getLogger(EventLog.class.getName());

    /** How hard an append works before it returns. */
    public enum Durability {
        /** On disk, through the disk's own cache: for every change of state. */
        SYNCED,
        /** With the operating system: survives a crash of this process, not of the machine. For figures that stream. */
        WRITTEN
    }

    private final Path file;
    private final GroupCommit lines;

    private EventLog(Path file, GroupCommit lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Opens {@code file} for appending, creating it with its header when it is missing or empty. One of an older version is first
     * replaced, as a whole, by what it says in today's form.
     *
     * @throws IOException when the file holds another schema, a newer version, or cannot be written
     */
    public static EventLog open(Path file, Schema schema) throws IOException {
        return open(file, schema, Migrations.KNOWN);
    }

    static EventLog open(Path file, Schema schema, Migrations migrations) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Content content = Content.read(file, schema, migrations);
            if (content.stated.version() < schema.version()) {
                channel.close();
                replace(file, schema, content.events);
                return open(file, schema, migrations);
            }
            channel.truncate(content.soundBytes);
            channel.position(content.soundBytes);
            EventLog log = new EventLog(file, new GroupCommit(channel, content.soundBytes));
            if (content.soundBytes == 0) {
                log.append(header(schema), Durability.SYNCED);
            }
            return log;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void replace(Path file, Schema schema, List<ObjectNode> events) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (EventLog log = open(temporary, schema)) {
            long end = log.due();
            for (ObjectNode event : events) {
                end = log.write(event, Durability.SYNCED);
            }
            log.sync(end);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Json.sync(file.toAbsolutePath().getParent());
    }

    /** A log that appends where {@code channel} stands; for tests of channels that fail. */
    static EventLog over(Path file, FileChannel channel) throws IOException {
        return new EventLog(file, new GroupCommit(channel, channel.position()));
    }

    /** The events of {@code file} without its header, oldest first; none when the file does not exist. */
    public static List<ObjectNode> read(Path file, Schema schema) throws IOException {
        return read(file, schema, Migrations.KNOWN);
    }

    /** What is done with the events of a log, one after the other. */
    public interface Reader<T> {
        void take(T event) throws IOException;
    }

    /**
     * Gives each event of {@code file}, oldest first, to {@code reader}, of which nothing else is kept: for logs of many events.
     *
     * @param type what an event is read as
     * @throws IOException when a line is damaged, or holds no {@code type}
     */
    public static <T> void forEach(Path file, Schema schema, Class<T> type, Reader<T> reader) throws IOException {
        ObjectReader typed = Json.mapper().readerFor(type);
        forEach(file, schema, typed::<T>readValue, reader);
    }

    /** Reads an event from the bytes of its line. */
    public interface Decoder<T> {

        /** @throws JsonProcessingException when it is no such event */
        T decode(byte[] utf8, int start, int length) throws IOException;
    }

    /** The same, where reading an event is the caller's own. */
    public static <T> void forEach(Path file, Schema schema, Decoder<T> decoder, Reader<T> reader) throws IOException {
        if (Files.exists(file)) {
            Content.scan(file, schema, (line, number, stated) -> {
                if (stated.version() < schema.version()) {
                    byte[] migrated = Json.line(Migrations.KNOWN.migrate(Content.parse(file, number, line), stated, schema)).getBytes(StandardCharsets.UTF_8);
                    reader.take(decoder.decode(migrated, 0, migrated.length));
                } else {
                    reader.take(Content.parse(file, number, line, decoder));
                }
            });
        }
    }

    static List<ObjectNode> read(Path file, Schema schema, Migrations migrations) throws IOException {
        return Files.exists(file) ? Content.read(file, schema, migrations).events : Collections.emptyList();
    }

    /** Appends one event and returns when it is on disk. */
    public void append(ObjectNode event) throws IOException {
        append(event, Durability.SYNCED);
    }

    /** Appends one event and returns when it is as durable as asked for. */
    public void append(ObjectNode event, Durability durability) throws IOException {
        long end = write(event, durability);
        if (durability == Durability.SYNCED) {
            sync(end);
        }
    }

    /**
     * Appends one event without waiting for the disk. Nobody may act on a {@link Durability#SYNCED} one before {@link #sync}.
     *
     * @return where its line ends: what to give to {@link #sync}
     */
    public long write(ObjectNode event, Durability durability) throws IOException {
        byte[] line = (Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            return lines.write(line, durability == Durability.SYNCED);
        } catch (IOException e) {
            throw cannotAppend(e);
        }
    }

    /**
     * Where the line of the last {@link Durability#SYNCED} event ends, whoever wrote it; in a log that was just opened, where the
     * sound lines end.
     */
    public long due() {
        return lines.due();
    }

    /** Returns when everything before {@code end}, a place that {@link #write} or {@link #due} told, is on disk. */
    public void sync(long end) throws IOException {
        try {
            lines.sync(end);
        } catch (IOException e) {
            throw cannotAppend(e);
        }
    }

    private IOException cannotAppend(IOException cause) {
        return new IOException("cannot append to " + file + ": " + cause.getMessage(), cause);
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static ObjectNode header(Schema schema) {
        return Json.object().put("schema", schema.name()).put("version", schema.version());
    }

    /** What a file holds: its whole events in today's form, up to which byte it is sound, and which version it states. */
    private record Content(List<ObjectNode> events, long soundBytes, Schema stated) {

        private interface Line {
            void take(LineSource line, int number, Schema stated) throws IOException;
        }

        static Content read(Path file, Schema schema, Migrations migrations) throws IOException {
            List<ObjectNode> events = new ArrayList<>();
            Content scanned = scan(file, schema, (line, number, stated) -> events.add(migrations.migrate(parse(file, number, line), stated, schema)));
            return new Content(events, scanned.soundBytes, scanned.stated);
        }

        /** Goes over the whole lines after the header; the content has no events. */
        static Content scan(Path file, Schema schema, Line taker) throws IOException {
            Schema stated = schema;
            try (LineSource lines = new LineSource(Files.newInputStream(file))) {
                for (int number = 1; lines.next(); number++) {
                    if (number == 1) {
                        stated = Schema.stated(parse(file, number, lines), file + " line 1");
                        schema.requireReadable(stated, file);
                    } else {
                        taker.take(lines, number, stated);
                    }
                }
                if (lines.tornBytes() > 0) {
                    LOGGER.warning(file + ": dropped the last line, which a crash left unfinished (" + lines.tornBytes() + " bytes)");
                }
                return new Content(List.of(), lines.soundBytes(), stated);
            }
        }

        static ObjectNode parse(Path file, int number, LineSource line) throws IOException {
            try {
                return Json.parseObject(line.bytes(), line.start(), line.length());
            } catch (JsonProcessingException e) {
                throw new IOException(file + " line " + number + " is damaged: " + e.getOriginalMessage(), e);
            }
        }

        static <T> T parse(Path file, int number, LineSource line, Decoder<T> decoder) throws IOException {
            try {
                return decoder.decode(line.bytes(), line.start(), line.length());
            } catch (JsonParseException e) {
                throw new IOException(file + " line " + number + " is damaged: " + e.getOriginalMessage(), e);
            } catch (JsonProcessingException e) {
                throw new IOException(file + ": event '" + parse(file, number, line).path("event").asText() + "' in line " + number + " cannot be read: "
                        + e.getOriginalMessage(), e);
            }
        }
    }
}
