package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import java.io.IOException;
import java.util.Iterator;
import java.util.SortedMap;
import jenkins.model.lazy.AbstractLazyLoadRunMap;

public final class RunMap<R extends Run<?, R>> extends AbstractLazyLoadRunMap<R> implements Iterable<R> {
    public boolean remove(R run) {
        throw new UnsupportedOperationException();
    }

    public Iterator<R> iterator() {
        throw new UnsupportedOperationException();
    }

    public boolean removeValue(R run) {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, R> getView() {
        throw new UnsupportedOperationException();
    }

    public R newestValue() {
        throw new UnsupportedOperationException();
    }

    public R oldestValue() {
        throw new UnsupportedOperationException();
    }

    protected int getNumberOf(R r) {
        throw new UnsupportedOperationException();
    }

    protected String getIdOf(R r) {
        throw new UnsupportedOperationException();
    }

    public R put(R r) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public R getById(String id) {
        throw new UnsupportedOperationException();
    }

    protected R retrieve(File d) throws IOException {
        throw new UnsupportedOperationException();
    }

    protected Class<R> getBuildClass() {
        throw new UnsupportedOperationException();
    }
}
