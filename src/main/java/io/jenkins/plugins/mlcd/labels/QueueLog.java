package io.jenkins.plugins.mlcd.labels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.IncrementalLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log of one queue and what it says. All who use it in this process share it, so that it is read once and then read on; between processes, such as a server and
 * the command line, a lock beside the file keeps what one decides on and what it appends together.
 */
final class QueueLog {

    private static final Map<Path, SoftReference<QueueLog>> OPEN = new HashMap<>();

    private final Path file;
    private final IncrementalLog log;
    private QueueState state = new QueueState();

    private QueueLog(Path file) {
        this.file = file;
        this.log = new IncrementalLog(file, Schema.LABELS);
    }

    static QueueLog of(Path file) {
        Path name = file.toAbsolutePath().normalize();
        synchronized (OPEN) {
            OPEN.values().removeIf(reference -> reference.get() == null);
            SoftReference<QueueLog> known = OPEN.get(name);
            QueueLog log = known == null ? null : known.get();
            if (log == null) {
                log = new QueueLog(name);
                OPEN.put(name, new SoftReference<>(log));
            }
            return log;
        }
    }

    /** Looks at what there is now. */
    interface Look<T> {
        T at(QueueState state) throws IOException;
    }

    /** Decides on what there is, appends what the decision is, and may then look again; nobody else appends in between. */
    interface Decision<T> {
        T on(QueueState state, Appender appender) throws IOException;
    }

    /** Takes events into the log and the state; they are on disk when it returns. */
    interface Appender {
        void append(List<ObjectNode> events) throws IOException;
    }

    synchronized <T> T look(Look<T> look) throws IOException {
        readOn();
        return look.at(state);
    }

    synchronized <T> T decide(Decision<T> decision) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file.resolveSibling("." + file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            readOn();
            return decision.on(state, events -> {
                log.append(events, true);
                events.forEach(state::apply);
            });
        }
    }

    private void readOn() throws IOException {
        log.read(() -> state = new QueueState(), event -> state.apply(event));
    }
}
