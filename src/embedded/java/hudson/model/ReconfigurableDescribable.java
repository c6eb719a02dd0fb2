package hudson.model;

/** A describable that can be changed by a form. */
public interface ReconfigurableDescribable<T extends ReconfigurableDescribable<T>> extends Describable<T> {
}
