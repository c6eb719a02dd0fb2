package hudson;

import hudson.model.Describable;

public class ExtensionComponent<T> implements Comparable<ExtensionComponent<T>> {
    public ExtensionComponent(T instance, double ordinal) {
    }

    public ExtensionComponent(T instance, Extension annotation) {
    }

    public ExtensionComponent(T instance) {
    }

    public double ordinal() {
        throw new UnsupportedOperationException();
    }

    public T getInstance() {
        throw new UnsupportedOperationException();
    }

    public boolean isDescriptorOf(Class<? extends Describable> c) {
        throw new UnsupportedOperationException();
    }

    public int compareTo(ExtensionComponent<T> that) {
        throw new UnsupportedOperationException();
    }
}
