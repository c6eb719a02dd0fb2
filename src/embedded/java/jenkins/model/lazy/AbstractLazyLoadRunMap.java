package jenkins.model.lazy;

import java.io.File;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

public abstract class AbstractLazyLoadRunMap<R> extends AbstractMap<Integer, R> implements SortedMap<Integer, R> {
    public Set<Integer> keySet() {
        throw new UnsupportedOperationException();
    }

    public Collection<R> values() {
        throw new UnsupportedOperationException();
    }

    public Set<Map.Entry<Integer, R>> entrySet() {
        throw new UnsupportedOperationException();
    }

    protected File dir;
    public final void updateBaseDir(File dir) {
        throw new UnsupportedOperationException();
    }

    public void purgeCache() {
        throw new UnsupportedOperationException();
    }

    public final void recognizeNumber(int buildNumber) {
        throw new UnsupportedOperationException();
    }

    public Comparator<? super Integer> comparator() {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public boolean containsKey(Object value) {
        throw new UnsupportedOperationException();
    }

    public boolean containsValue(Object value) {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, R> getLoadedBuilds() {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, R> subMap(Integer fromKey, Integer toKey) {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, R> headMap(Integer toKey) {
        throw new UnsupportedOperationException();
    }

    public SortedMap<Integer, R> tailMap(Integer fromKey) {
        throw new UnsupportedOperationException();
    }

    public Integer firstKey() {
        throw new UnsupportedOperationException();
    }

    public Integer lastKey() {
        throw new UnsupportedOperationException();
    }

    public R newestBuild() {
        throw new UnsupportedOperationException();
    }

    public R oldestBuild() {
        throw new UnsupportedOperationException();
    }

    public R get(Object key) {
        throw new UnsupportedOperationException();
    }

    public R get(int n) {
        throw new UnsupportedOperationException();
    }

    public boolean runExists(int number) {
        throw new UnsupportedOperationException();
    }

    public R getById(String id) {
        throw new UnsupportedOperationException();
    }

    public R getByNumber(int n) {
        throw new UnsupportedOperationException();
    }

    protected final void proposeNewNumber(int number) throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public R put(R value) {
        throw new UnsupportedOperationException();
    }

    protected R _put(R value) {
        throw new UnsupportedOperationException();
    }

    public R put(Integer key, R r) {
        throw new UnsupportedOperationException();
    }

    public void putAll(Map<? extends Integer, ? extends R> newData) {
        throw new UnsupportedOperationException();
    }

    public R remove(Object key) {
        throw new UnsupportedOperationException();
    }

    protected abstract int getNumberOf(R r);

    protected String getIdOf(R r) {
        throw new UnsupportedOperationException();
    }

    protected abstract R retrieve(File dir) throws IOException;

    protected abstract Class<R> getBuildClass();

    public boolean removeValue(R run) {
        throw new UnsupportedOperationException();
    }

    public void reset(Map<Integer, R> builds) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object o) {
        throw new UnsupportedOperationException();
    }
}
