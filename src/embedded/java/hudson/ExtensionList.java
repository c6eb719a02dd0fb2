package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** The extensions of one type, highest ordinal first. A live view: what is registered later is in it. */
public class ExtensionList<T> extends AbstractList<T> {

    @CheckForNull
    public final Jenkins jenkins;

    public final Class<T> extensionType;

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {
        this.jenkins = jenkins;
        this.extensionType = extensionType;
    }

    @CheckForNull
    public <U extends T> U get(@NonNull Class<U> type) {
        return stream().filter(e -> e.getClass() == type).findFirst().map(type::cast).orElse(null);
    }

    @NonNull
    public <U extends T> U getInstance(@NonNull Class<U> type) throws IllegalStateException {
        U found = get(type);
        if (found == null) {
            throw new IllegalStateException("no extension is of " + type.getName());
        }
        return found;
    }

    @NonNull
    @Override
    public Iterator<T> iterator() {
        return instances().iterator();
    }

    public List<ExtensionComponent<T>> getComponents() {
        return Collections.unmodifiableList(load());
    }

    @Override
    public T get(int index) {
        return instances().get(index);
    }

    @Override
    public int size() {
        return load().size();
    }

    public List<T> reverseView() {
        List<T> reversed = new ArrayList<>(instances());
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public boolean remove(Object o) {
        boolean had = contains(o);
        Host.get().extensions().remove(o);
        return had;
    }

    @Override
    public final T remove(int index) {
        T element = get(index);
        remove(element);
        return element;
    }

    @Override
    public void add(int index, T element) {
        Host.get().extensions().add(element);
    }

    protected List<ExtensionComponent<T>> load() {
        return Host.current().map(h -> h.extensions().find(extensionType, e -> true)).orElse(List.of());
    }

    private List<T> instances() {
        return load().stream().map(ExtensionComponent::getInstance).toList();
    }

    public static <T> ExtensionList<T> create(Jenkins jenkins, Class<T> type) {
        return new ExtensionList<>(jenkins, type);
    }

    @NonNull
    public static <T> ExtensionList<T> lookup(Class<T> type) {
        Supplier<ExtensionList<T>> factory = () -> create(Jenkins.getInstanceOrNull(), type);
        return Host.current().map(h -> h.<ExtensionList<T>>list(type, factory)).orElseGet(factory);
    }

    @NonNull
    public static <U> U lookupSingleton(Class<U> type) {
        List<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    @NonNull
    public static <U> U lookupFirst(Class<U> type) {
        List<U> all = lookup(type);
        if (all.isEmpty()) {
            throw new IllegalStateException("expected at least 1 instance of " + type.getName() + " but got none");
        }
        return all.get(0);
    }
}
