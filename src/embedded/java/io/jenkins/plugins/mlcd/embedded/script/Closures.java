package io.jenkins.plugins.mlcd.embedded.script;

import groovy.lang.Closure;
import io.jenkins.plugins.mlcd.embedded.engine.Body;

/** Groovy closures as bodies of steps. */
public final class Closures {

    private Closures() {}

    public static Body body(Closure<?> closure) {
        return () -> {
            try {
                return closure.call();
            } catch (Throwable t) {
                throw Thrown.unwrap(t);
            }
        };
    }
}
