package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An event log of a job, read and appended under one lock per file, which other processes respect as well: the command line may be used
 * beside a server. It is read anew for every operation: these
 * files are short, and a job can be renamed or deleted between two builds.
 */
public final class JobLog {

    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final Schema schema;

    public JobLog(Path file, Schema schema) {
        this.file = file.toAbsolutePath().normalize();
        this.schema = schema;
    }

    /** Decides on the events so far and appends what the decision is; nobody else appends in between. */
    public interface Transaction<T> {
        T run(List<ObjectNode> events, Appender appender) throws IOException;
    }

    public interface Appender {
        void append(ObjectNode event) throws IOException;
    }

    public <T> T transact(Transaction<T> transaction) throws IOException {
        synchronized (LOCKS.computeIfAbsent(file, path -> new Object())) {
            Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
            Files.createDirectories(lock.getParent());
            // A file of its own: closing the log anywhere in this process would give up a lock on the log itself.
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return transaction.run(EventLog.read(file, schema), this::append);
            }
        }
    }

    /** What is there now; needs no right to write. */
    public List<ObjectNode> read() throws IOException {
        synchronized (LOCKS.computeIfAbsent(file, path -> new Object())) {
            return EventLog.read(file, schema);
        }
    }

    private void append(ObjectNode event) throws IOException {
        try (EventLog log = EventLog.open(file, schema)) {
            log.append(event);
        }
    }
}
