package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.IncrementalLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The file of one inbox and what is remembered of it. When the file has grown large it is put aside, and a new one goes on from what is
 * remembered. Used under the lock of {@link InboxStores}.
 */
final class InboxStore {

    private static final Logger LOGGER = Logger.getLogger(InboxStore.class.getName());

    static final long SEGMENT_BYTES = 16L << 20;

    private final Path file;
    private final IncrementalLog log;
    private InboxState state = new InboxState();
    private volatile int weight = 1;
    /** Bytes of the file that say only what is remembered. */
    private long carried;

    InboxStore(Path file) {
        this.file = file;
        this.log = new IncrementalLog(file, Schema.INBOX);
    }

    /** What is remembered up to a position of the log, in a file of its own. */
    record Rest(IncrementalLog.Position position, long carried) {}

    /** Goes on from where a store of this process rested; from nothing when that cannot be read. */
    static InboxStore from(Path file, Rest rest) {
        InboxStore store = new InboxStore(file);
        try {
            store.state.apply(Json.parseObject(Files.readString(resting(file))));
            store.log.resume(rest.position);
            store.carried = rest.carried;
            return store;
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> resting(file) + " cannot be read; the log is");
            return new InboxStore(file);
        }
    }

    /** Writes what is remembered. Only this process may go on from it: a crash of the machine may have cut the log shorter. */
    Rest rest() throws IOException {
        Files.writeString(resting(file), Json.line(state.save(Instant.EPOCH)));
        return new Rest(log.position(), carried);
    }

    Path file() {
        return file;
    }

    int weight() {
        return weight;
    }

    InboxState state() {
        return state;
    }

    /** Takes in what others have appended. */
    void refresh() throws IOException {
        if (log.size() == 0 && !Files.exists(file) && Files.exists(next(file))) {
            Files.move(next(file), file); // a crash came between the two moves of putAside
        }
        log.read(() -> state = new InboxState(), line -> state.apply(line));
        weight = state.weight();
    }

    /** Appends lines that {@link #state} has taken already. */
    void append(List<ObjectNode> lines, boolean toDisk, Instant at, long segmentBytes) throws IOException {
        log.append(lines, toDisk);
        weight = state.weight();
        if (log.size() > segmentBytes + carried) {
            putAside(at);
        }
    }

    private void putAside(Instant at) throws IOException {
        Files.deleteIfExists(next(file));
        IncrementalLog next = new IncrementalLog(next(file), Schema.INBOX);
        next.append(List.of(state.save(at)), true);
        carried = next.size();
        IncrementalLog.sync(file);
        Files.move(file, former(file), StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.move(next(file), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next(file), file);
        }
    }

    /** The lines of the file before this one, when there is one, and of this one. */
    static List<ObjectNode> lines(Path file) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        new IncrementalLog(former(file), Schema.INBOX).read(() -> { }, lines::add);
        new IncrementalLog(file, Schema.INBOX).read(() -> { }, lines::add);
        return lines;
    }

    private static Path former(Path file) {
        return file.resolveSibling("inbox-former.jsonl");
    }

    private static Path resting(Path file) {
        return file.resolveSibling("inbox-resting.json");
    }

    private static Path next(Path file) {
        return file.resolveSibling("inbox-next.jsonl");
    }
}
