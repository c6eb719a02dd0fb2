package io.jenkins.plugins.mlcd.embedded.engine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/** The context objects that steps around a place in the script have offered, innermost first. Immutable. */
public final class Scope {

    public static final Scope EMPTY = new Scope(null, null);

    private final Object value;
    private final Scope outer;

    private Scope(@CheckForNull Object value, @CheckForNull Scope outer) {
        this.value = value;
        this.outer = outer;
    }

    public Scope with(Object inner) {
        return inner == null ? this : new Scope(inner, this);
    }

    /** The innermost object of that type. */
    public <T> Optional<T> find(Class<T> type) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (type.isInstance(scope.value)) {
                return Optional.of(type.cast(scope.value));
            }
        }
        return Optional.empty();
    }
}
