package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.IncrementalLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of one inbox and what is remembered of it. The stores that were used last are kept, so that an event costs no reading of what
 * came before it. When the file has grown large it is put aside, and a new one goes on from what is remembered.
 */
final class InboxStore {

    static final long SEGMENT_BYTES = 16L << 20;

    /** Keys in the memory of all stores that are kept; about 80 bytes each. */
    private static final int MOST_KEYS = 400_000;

    private static final Object[] LOCKS = new Object[1024];
    private static final Map<Path, InboxStore> STORES = new LinkedHashMap<>(16, 0.75f, true);

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    interface Work<T> {
        T run(InboxStore store) throws IOException;
    }

    private final Path file;
    private final IncrementalLog log;
    private InboxState state = new InboxState();
    private volatile int weight = 1;
    /** Bytes of the file that say only what is remembered. */
    private long carried;

    private InboxStore(Path file) {
        this.file = file;
        this.log = new IncrementalLog(file, Schema.INBOX);
    }

    /** Runs {@code work} while nobody else changes the inbox of that file. */
    static <T> T with(Path file, Work<T> work) throws IOException {
        synchronized (LOCKS[Math.floorMod(file.hashCode(), LOCKS.length)]) {
            InboxStore store = store(file);
            boolean sound = false;
            try {
                store.refresh();
                T result = work.run(store);
                sound = true;
                return result;
            } finally {
                if (!sound) {
                    forget(file); // what is remembered may be ahead of the file
                }
            }
        }
    }

    private static InboxStore store(Path file) {
        synchronized (STORES) {
            InboxStore store = STORES.computeIfAbsent(file, InboxStore::new);
            int all = STORES.values().stream().mapToInt(kept -> kept.weight).sum();
            while (all > MOST_KEYS && STORES.size() > 1) {
                Map.Entry<Path, InboxStore> eldest = STORES.entrySet().iterator().next();
                all -= eldest.getValue().weight;
                STORES.remove(eldest.getKey());
            }
            return store;
        }
    }

    private static void forget(Path file) {
        synchronized (STORES) {
            STORES.remove(file);
        }
    }

    InboxState state() {
        return state;
    }

    private void refresh() throws IOException {
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

    private static Path next(Path file) {
        return file.resolveSibling("inbox-next.jsonl");
    }
}
