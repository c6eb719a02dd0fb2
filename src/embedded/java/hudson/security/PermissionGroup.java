package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jvnet.localizer.Localizable;

/** Permissions on one kind of object. */
public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {

    @NonNull
    public final Class owner;
    public final Localizable title;
    private final List<Permission> permissions = new CopyOnWriteArrayList<>();

    public PermissionGroup(@NonNull Class owner, Localizable title) throws IllegalStateException {
        this.owner = owner;
        this.title = title;
    }

    public PermissionGroup(String id, @NonNull Class owner, Localizable title) throws IllegalStateException {
        this(owner, title);
    }

    void add(Permission permission) {
        permissions.add(permission);
    }

    public String getOwnerClassName() {
        return owner.getName();
    }

    @Override
    public Iterator<Permission> iterator() {
        return permissions.iterator();
    }

    public List<Permission> getPermissions() {
        return List.copyOf(permissions);
    }

    public Permission find(String name) {
        return permissions.stream().filter(p -> p.name.equals(name)).findFirst().orElse(null);
    }

    @Override
    public int compareTo(PermissionGroup that) {
        return getOwnerClassName().compareTo(that.getOwnerClassName());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PermissionGroup that && getOwnerClassName().equals(that.getOwnerClassName());
    }

    @Override
    public int hashCode() {
        return getOwnerClassName().hashCode();
    }

    public int size() {
        return permissions.size();
    }

    @Override
    public String toString() {
        return "PermissionGroup[" + getOwnerClassName() + "]";
    }
}
