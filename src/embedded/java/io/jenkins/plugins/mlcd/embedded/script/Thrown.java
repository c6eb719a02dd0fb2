package io.jenkins.plugins.mlcd.embedded.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Exceptions on their way between steps and Groovy code, which knows no checked exceptions. */
public final class Thrown {

    private Thrown() {}

    /** Throws {@code t} as it is. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> RuntimeException raw(Throwable t) throws T {
        throw (T) t;
    }

    /** What was thrown, without the wrappers that reflective calls put around it. */
    public static Throwable unwrap(Throwable t) {
        Throwable inner = t;
        while ((inner instanceof InvokerInvocationException || inner instanceof InvocationTargetException
                || inner instanceof UndeclaredThrowableException) && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
