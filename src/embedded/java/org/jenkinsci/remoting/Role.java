package org.jenkinsci.remoting;

/** What a side of a channel is. */
public final class Role {

    private final String name;

    public Role(String name) {
        this.name = name;
    }

    public Role(Class<?> name) {
        this(name.getName());
    }

    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return "Role[" + name + "]";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof Role that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
