package io.jenkins.plugins.mlcd.embedded.host;

import hudson.Extension;
import hudson.ExtensionComponent;
import hudson.model.PersistentDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** All extensions of the running Jenkins: those of the SezPoz index of the class path, and registered ones. */
public final class Extensions {

    private static final Logger LOGGER = Logger.getLogger(Extensions.class.getName());

    private final List<ExtensionComponent<?>> components = new CopyOnWriteArrayList<>();

    /** Makes every extension that the index of {@code loader} names. One that cannot be linked is left out with a warning. */
    void discover(ClassLoader loader) {
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
            try {
                add(item.instance(), item.annotation());
            } catch (InstantiationException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> "extension " + item.className() + " is left out because it cannot be made");
            }
        }
    }

    /** Adds {@code extension} with the ordinal that its class' annotation says, or 0. */
    public void add(Object extension) {
        add(extension, extension.getClass().getAnnotation(Extension.class));
    }

    private void add(Object extension, Extension annotation) {
        components.add(annotation == null ? new ExtensionComponent<>(extension) : new ExtensionComponent<>(extension, annotation));
        if (extension instanceof PersistentDescriptor persistent) {
            persistent.load();
        }
    }

    public void remove(Object extension) {
        components.removeIf(c -> c.getInstance() == extension);
    }

    /** The extensions that are instances of {@code type} and wanted by {@code filter}, highest ordinal first. */
    @SuppressWarnings("unchecked")
    public <T> List<ExtensionComponent<T>> find(Class<T> type, Predicate<? super T> filter) {
        List<ExtensionComponent<T>> found = new ArrayList<>();
        for (ExtensionComponent<?> component : components) {
            if (type.isInstance(component.getInstance()) && filter.test(type.cast(component.getInstance()))) {
                found.add((ExtensionComponent<T>) component);
            }
        }
        found.sort(null);
        return found;
    }
}
