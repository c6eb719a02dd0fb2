package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Iterator;
import java.util.List;
import org.jvnet.localizer.Localizable;

public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {
    @NonNull public final Class owner = null;
    public final Localizable title = null;
    public PermissionGroup(@NonNull Class owner, Localizable title) throws IllegalStateException {
    }

    public PermissionGroup(String id, @NonNull Class owner, Localizable title) throws IllegalStateException {
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public String getOwnerClassName() {
        throw new UnsupportedOperationException();
    }

    public Iterator<Permission> iterator() {
        throw new UnsupportedOperationException();
    }

    public List<Permission> getPermissions() {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermissionContainedBy(PermissionScope scope) {
        throw new UnsupportedOperationException();
    }

    public Permission find(String name) {
        throw new UnsupportedOperationException();
    }

    public int compareTo(PermissionGroup that) {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object o) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public static List<PermissionGroup> getAll() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static PermissionGroup get(Class owner) {
        throw new UnsupportedOperationException();
    }
}
