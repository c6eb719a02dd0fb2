package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.loop.InboxStore.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The inboxes of this process. Those that were used last are in memory, so that an event costs no reading of what came before it; what is
 * remembered of the others rests in a file beside each, so that the memory does not grow with the number of jobs and events, and coming
 * back to one does not take reading its whole log.
 */
final class InboxStores {

    private static final Logger LOGGER = Logger.getLogger(InboxStores.class.getName());

    /** Keys that there is room for in memory, of all inboxes together: 20 bytes each. */
    private static final int MOST_KEYS = 400_000;

    private static final int LOCKS = 1024;

    static final InboxStores SHARED = new InboxStores(MOST_KEYS);

    private final int mostKeys;
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final LinkedHashMap<Path, InboxStore> stores = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Path, Rest> resting = new HashMap<>();

    InboxStores(int mostKeys) {
        this.mostKeys = mostKeys;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    interface Work<T> {
        T run(InboxStore store) throws IOException;
    }

    /** Runs {@code work} while nobody else changes the inbox of that file. */
    <T> T with(Path file, Work<T> work) throws IOException {
        ReentrantLock lock = lock(file);
        lock.lock();
        try {
            makeRoom(file);
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
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Path file) {
        return locks[Math.floorMod(file.hashCode(), LOCKS)];
    }

    private InboxStore store(Path file) {
        Rest rest;
        synchronized (stores) {
            InboxStore known = stores.get(file);
            if (known != null) {
                return known;
            }
            rest = resting.remove(file);
        }
        InboxStore store = rest == null ? new InboxStore(file) : InboxStore.from(file, rest);
        synchronized (stores) {
            stores.put(file, store);
        }
        return store;
    }

    private void forget(Path file) {
        synchronized (stores) {
            stores.remove(file);
        }
    }

    private void makeRoom(Path asked) {
        for (Optional<InboxStore> one = tooMany(asked); one.isPresent(); one = tooMany(asked)) {
            putToRest(one.get());
        }
    }

    /** The inbox that was used longest ago, taken out, when there are too many keys. */
    private Optional<InboxStore> tooMany(Path asked) {
        synchronized (stores) {
            Iterator<InboxStore> oldest = stores.values().iterator();
            if (stores.values().stream().mapToInt(InboxStore::weight).sum() <= mostKeys || !oldest.hasNext()) {
                return Optional.empty();
            }
            InboxStore store = oldest.next();
            if (store.file().equals(asked)) {
                return Optional.empty();
            }
            oldest.remove();
            return Optional.of(store);
        }
    }

    /** One that is in use just now is not waited for: its log says everything, too. */
    private void putToRest(InboxStore store) {
        ReentrantLock lock = lock(store.file());
        if (!lock.tryLock()) {
            return;
        }
        try {
            Rest rest = store.rest();
            synchronized (stores) {
                if (!stores.containsKey(store.file())) {
                    resting.put(store.file(), rest);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "what is remembered of " + store.file() + " cannot rest on disk; its log is read again");
        } finally {
            lock.unlock();
        }
    }
}
