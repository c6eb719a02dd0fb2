package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;

/** Holds items by their names. */
public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {

    Collection<T> getItems();

    String getUrl();

    String getUrlChildPrefix();

    @CheckForNull
    T getItem(String name);

    File getRootDirFor(T child);

    default void onRenamed(T item, String oldName, String newName) throws IOException {
        // nothing by default
    }

    void onDeleted(T item) throws IOException;

    default <T extends Item> List<T> getAllItems(Class<T> type) {
        return getItems().stream().filter(type::isInstance).map(type::cast).toList();
    }

    default <T extends Item> Iterable<T> allItems(Class<T> type) {
        return getAllItems(type);
    }
}
