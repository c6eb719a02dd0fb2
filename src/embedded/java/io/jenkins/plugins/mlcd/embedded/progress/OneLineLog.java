package io.jenkins.plugins.mlcd.embedded.progress;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What libraries and the plugin log: one line each on the console, with the innermost cause instead of a stack trace. */
public final class OneLineLog extends Formatter {

    /** Makes the console handlers of this JVM write so. */
    public static void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new OneLineLog());
        }
    }

    @Override
    public String format(LogRecord record) {
        Throwable cause = record.getThrown();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return record.getLevel().getName() + ": " + formatMessage(record) + (cause == null ? "" : ": " + cause) + System.lineSeparator();
    }
}
