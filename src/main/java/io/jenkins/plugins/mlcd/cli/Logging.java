package io.jenkins.plugins.mlcd.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries may log on a command's console. */
final class Logging {

    /** Held here, because the logging system forgets loggers that nobody holds. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("ai.djl"), Logger.getLogger("io.netty"), Logger.getLogger("ml.dmlc"));

    /** DJL warns at each start on a machine without a GPU that it found none. */
    private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda");

    private Logging() {}

    /** Lets warnings through, and of the search for GPUs nothing. */
    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        CUDA.setLevel(Level.OFF);
    }
}
