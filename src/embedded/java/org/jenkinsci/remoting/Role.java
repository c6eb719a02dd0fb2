package org.jenkinsci.remoting;

import java.util.Collection;

public final class Role {
    public Role(String name) {
    }

    public Role(Class<?> name) {
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object obj) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public static final Role UNKNOWN = null;
    public static final Collection<Role> UNKNOWN_SET = null;
}
