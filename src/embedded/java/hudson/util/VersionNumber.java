package hudson.util;

import java.util.Comparator;

/** A version: its parts are compared as numbers where they are numbers. */
public class VersionNumber implements Comparable<VersionNumber> {

    public static final Comparator<VersionNumber> DESCENDING = Comparator.reverseOrder();

    private final String value;

    public VersionNumber(String version) {
        this.value = version;
    }

    @Override
    public int compareTo(VersionNumber o) {
        return java.lang.module.ModuleDescriptor.Version.parse(value).compareTo(java.lang.module.ModuleDescriptor.Version.parse(o.value));
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof VersionNumber that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return java.lang.module.ModuleDescriptor.Version.parse(value).hashCode();
    }

    public boolean isOlderThan(VersionNumber rhs) {
        return compareTo(rhs) < 0;
    }

    public boolean isNewerThan(VersionNumber rhs) {
        return compareTo(rhs) > 0;
    }

    public boolean isOlderThanOrEqualTo(VersionNumber rhs) {
        return compareTo(rhs) <= 0;
    }

    public boolean isNewerThanOrEqualTo(VersionNumber rhs) {
        return compareTo(rhs) >= 0;
    }
}
