package hudson.util;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reports to a {@link Logger}, each line a record. */
public class LogTaskListener extends AbstractTaskListener implements TaskListener, Closeable {

    private final PrintStream out;

    public LogTaskListener(Logger logger, Level level) {
        out = new PrintStream(new Lines(logger, level), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return out;
    }

    @Override
    public void close() {
        out.close();
    }

    private static final class Lines extends OutputStream {

        private final Logger logger;
        private final Level level;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Logger logger, Level level) {
            this.logger = logger;
            this.level = level;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                log();
            } else if (b != '\r') {
                line.write(b);
            }
        }

        @Override
        public synchronized void close() {
            if (line.size() > 0) {
                log();
            }
        }

        private void log() {
            logger.log(level, line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
