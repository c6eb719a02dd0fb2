package hudson.util;

import java.util.Comparator;

public class VersionNumber implements Comparable<VersionNumber> {
    public VersionNumber(String version) {
    }

    public int compareTo(VersionNumber o) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object o) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }

    public boolean isOlderThan(VersionNumber rhs) {
        throw new UnsupportedOperationException();
    }

    public boolean isNewerThan(VersionNumber rhs) {
        throw new UnsupportedOperationException();
    }

    public boolean isOlderThanOrEqualTo(VersionNumber rhs) {
        throw new UnsupportedOperationException();
    }

    public boolean isNewerThanOrEqualTo(VersionNumber rhs) {
        throw new UnsupportedOperationException();
    }

    public int getDigitAt(int idx) {
        throw new UnsupportedOperationException();
    }

    public static final Comparator<VersionNumber> DESCENDING = null;
}
