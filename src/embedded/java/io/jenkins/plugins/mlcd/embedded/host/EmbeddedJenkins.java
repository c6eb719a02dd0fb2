package io.jenkins.plugins.mlcd.embedded.host;

import java.nio.file.Path;
import jenkins.model.Jenkins;

/** The one embedded Jenkins of this JVM: starts it on a home directory and stops it. */
public final class EmbeddedJenkins {

    private EmbeddedJenkins() {
    }

    /**
     * Starts Jenkins on {@code home}, which is made when it does not exist: finds the extensions, loads the jobs and their builds,
     * starts the triggers. Builds that were running when the last process ended stay as they are until they are run again.
     *
     * @throws IllegalStateException when one is running in this JVM, or another process uses this home
     */
    public static Jenkins start(Path home, HostOptions options) {
        throw new UnsupportedOperationException();
    }

    /** Adds extensions to those that were found, each to every extension list whose type it has. */
    public static void registerExtensions(Object... extensions) {
        throw new UnsupportedOperationException();
    }

    /** Interrupts running builds, waits for them to end, stops triggers and timers. Does nothing when none is running. */
    public static void stop() {
        throw new UnsupportedOperationException();
    }
}
