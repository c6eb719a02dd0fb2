package io.jenkins.plugins.mlcd.agent.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was predicted for the latest requests, by id, until the true label arrives; the oldest are forgotten. Thread-safe. */
public final class RecentPredictions<T> {

    private final Map<String, T> byId;

    /** @param capacity how many are remembered */
    public RecentPredictions(int capacity) {
        byId = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized void put(String id, T prediction) {
        byId.put(id, prediction);
    }

    /** The prediction of the request {@code id}, once: a second label for the same request finds nothing. */
    public synchronized Optional<T> take(String id) {
        return Optional.ofNullable(byId.remove(id));
    }
}
