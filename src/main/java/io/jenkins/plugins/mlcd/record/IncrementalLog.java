package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An event log, in the form of {@link EventLog}, that is read on from where the last reading ended, and appended to without being read
 * again. It keeps no file open. Several of them may share a file when their users share a lock, under which each reads on before it
 * appends. A last line that a crash tore is passed over and cut off by the next append. Not safe for use by several threads at once.
 */
public final class IncrementalLog {

    private final Path file;
    private final Schema schema;
    private Object identity;
    private long read;
    private long lines;

    public IncrementalLog(Path file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /**
     * Gives every event since the last call to {@code event}. When another file took the place of the former one, {@code anew} is told first,
     * and all of its events are given.
     *
     * @throws IOException when a line is damaged, or the file holds another schema
     */
    public void read(Runnable anew, Consumer<ObjectNode> event) throws IOException {
        long size = attend(anew);
        if (size == read) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(read)), 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                take(line.toString(StandardCharsets.UTF_8), event);
                read += line.size() + 1;
                line.reset();
            }
        }
    }

    /** Notices that the file was replaced, and returns its size. */
    private long attend(Runnable anew) throws IOException {
        Object now = null;
        long size = 0;
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            now = attributes.fileKey();
            size = attributes.size();
        } catch (NoSuchFileException e) {
            // an empty log
        }
        if (size < read || !Objects.equals(now, identity)) {
            anew.run();
            read = 0;
            lines = 0;
        }
        identity = now;
        return size;
    }

    private void take(String line, Consumer<ObjectNode> event) throws IOException {
        lines++;
        ObjectNode node;
        try {
            node = Json.parseObject(line);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " line " + lines + " is damaged: " + e.getOriginalMessage(), e);
        }
        if (lines > 1) {
            event.accept(node);
        } else if (node.path("version").asInt() < 1) {
            throw new IOException(file + " line 1 states no schema and version");
        } else {
            schema.requireReadable(new Schema(node.path("schema").asText(), node.path("version").asInt()), file);
        }
    }

    /**
     * Appends the events behind what was read, in one piece; a crash may leave the first of them only. They are not read again.
     *
     * @param toDisk whether to wait for the disk; otherwise the events survive a crash of this process and not of the machine until {@link #sync}
     */
    public void append(List<ObjectNode> events, boolean toDisk) throws IOException {
        StringBuilder text = new StringBuilder();
        if (read == 0) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            text.append(Json.line(header())).append('\n');
        }
        events.forEach(event -> text.append(Json.line(event)).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(read);
            channel.position(read);
            writeWhole(channel, bytes);
            if (toDisk) {
                channel.force(false);
            }
        }
        lines += events.size() + (read == 0 ? 1 : 0);
        read += bytes.capacity();
        if (identity == null) {
            identity = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        }
    }

    /** What was written in part (a full disk) may not stay. */
    private void writeWhole(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            channel.truncate(read);
            throw new IOException("cannot append to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns when everything that was appended is on disk, whoever did it. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            // the job was deleted
        }
    }

    /** How far a log was read: what {@link #resume} goes on from, in the same process. */
    public record Position(Object identity, long bytes, long lines) {}

    public Position position() {
        return new Position(identity, read, lines);
    }

    /** Reads on from {@code position} of the same file; when another one took its place, the next reading notices that. */
    public void resume(Position position) {
        identity = position.identity;
        read = position.bytes;
        lines = position.lines;
    }

    /** Bytes that were read or appended. */
    public long size() {
        return read;
    }

    private ObjectNode header() {
        return Json.object().put("schema", schema.name()).put("version", schema.version());
    }
}
