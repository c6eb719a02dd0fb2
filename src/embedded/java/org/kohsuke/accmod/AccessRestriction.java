package org.kohsuke.accmod;

public abstract class AccessRestriction {
    public boolean appliesToNested() {
        throw new UnsupportedOperationException();
    }

    public static final AccessRestriction NONE = null;
}
