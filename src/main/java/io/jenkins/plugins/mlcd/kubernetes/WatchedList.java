package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The objects of a kind that a selector finds. They are watched, and asked for every few seconds all the same: a watch can
 * go silent without a word. While the two differ, and where nothing can be watched, the API server's answer holds.
 *
 * @param <T> the kind
 */
public final class WatchedList<T extends HasMetadata> implements AutoCloseable {

    private static final long CHECKED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> selected;
    private SharedIndexInformer<T> informer;
    private boolean trusted;
    private long checkedAt;

    public WatchedList(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> selected) {
        this.selected = selected;
    }

    /** Lists for the first time, and begins to watch. */
    public void start() {
        selected.list();
        informer = selected.runnableInformer(0);
        // A watch that drops is taken up again, whatever the reason was.
        informer.exceptionHandler((started, failure) -> true);
        informer.start();
    }

    public synchronized List<T> items() {
        if (trusted && informer.isWatching() && System.nanoTime() - checkedAt < CHECKED_NANOS) {
            return informer.getStore().list();
        }
        List<T> asked = selected.list().getItems();
        checkedAt = System.nanoTime();
        trusted = versions(asked).equals(versions(informer.getStore().list()));
        return asked;
    }

    private static Map<String, String> versions(List<? extends HasMetadata> objects) {
        return objects.stream().collect(Collectors.toMap(
                object -> object.getMetadata().getUid(), object -> object.getMetadata().getResourceVersion(), (one, other) -> other));
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
    }
}
