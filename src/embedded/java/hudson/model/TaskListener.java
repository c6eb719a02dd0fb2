package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

public interface TaskListener {
    @NonNull PrintStream getLogger();

    @NonNull default Charset getCharset() {
        throw new UnsupportedOperationException();
    }

    default void hyperlink(String url, String text) throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull default PrintWriter error(String msg) {
        throw new UnsupportedOperationException();
    }

    @NonNull default PrintWriter error(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    @NonNull default PrintWriter fatalError(String msg) {
        throw new UnsupportedOperationException();
    }

    @NonNull default PrintWriter fatalError(String format, Object... args) {
        throw new UnsupportedOperationException();
    }

    TaskListener NULL = null;
}
