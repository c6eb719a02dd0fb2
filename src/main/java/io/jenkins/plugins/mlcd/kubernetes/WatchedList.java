package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/**
 * The objects of a kind that a selector finds. They are watched; while the watch is down, or where none is possible, they
 * are asked for each time.
 *
 * @param <T> the kind
 */
final class WatchedList<T extends HasMetadata> implements AutoCloseable {

    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> selected;
    private SharedIndexInformer<T> informer;

    WatchedList(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> selected) {
        this.selected = selected;
    }

    /** Lists for the first time, and begins to watch. */
    void start() {
        selected.list();
        informer = selected.runnableInformer(0);
        // A watch that drops is taken up again, whatever the reason was.
        informer.exceptionHandler((started, failure) -> true);
        informer.start();
    }

    List<T> items() {
        return informer.isWatching() ? informer.getStore().list() : selected.list().getItems();
    }

    @Override
    public void close() {
        informer.close();
    }
}
