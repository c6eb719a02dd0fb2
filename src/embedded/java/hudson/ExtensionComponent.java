package hudson;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ModelObject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An extension with the ordinal that orders it; a higher one comes first. */
public class ExtensionComponent<T> implements Comparable<ExtensionComponent<T>> {

    private static final Logger LOGGER = Logger.getLogger(ExtensionComponent.class.getName());

    private final T instance;
    private final double ordinal;

    public ExtensionComponent(T instance, double ordinal) {
        this.instance = instance;
        this.ordinal = ordinal;
    }

    public ExtensionComponent(T instance, Extension annotation) {
        this(instance, annotation.ordinal());
    }

    public ExtensionComponent(T instance) {
        this(instance, 0);
    }

    public double ordinal() {
        return ordinal;
    }

    public T getInstance() {
        return instance;
    }

    public boolean isDescriptorOf(Class<? extends Describable> c) {
        return instance instanceof Descriptor<?> d && d.isSubTypeOf(c);
    }

    @Override
    public int compareTo(ExtensionComponent<T> that) {
        int byOrdinal = Double.compare(that.ordinal, ordinal);
        return byOrdinal != 0 ? byOrdinal : label().compareTo(that.label());
    }

    private String label() {
        try {
            return instance instanceof ModelObject m && m.getDisplayName() != null ? m.getDisplayName() : instance.getClass().getName();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, e, () -> "no display name of " + instance.getClass());
            return instance.getClass().getName();
        }
    }
}
