package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import java.util.List;
import java.util.Map;

/**
 * One entry of a section: a name and what follows it.
 *
 * @param name such as {@code stage} or {@code label}
 * @param arguments in the order written, a block as a closure
 */
record Directive(String name, List<Object> arguments) {

    /** The block at the end. */
    @CheckForNull
    Closure<?> block() {
        return arguments.isEmpty() || !(arguments.get(arguments.size() - 1) instanceof Closure<?> closure) ? null : closure;
    }

    /** The first argument as text. */
    String text() {
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        return first == null ? "" : first.toString();
    }

    /** A named argument, or null. */
    @CheckForNull
    Object named(String key) {
        return !arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?> map ? map.get(key) : null;
    }
}
