package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Where a task reports to: the log of a build. */
public interface TaskListener {

    @NonNull
    PrintStream getLogger();

    @NonNull
    default Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    default void hyperlink(String url, String text) throws IOException {
        getLogger().print(text);
    }

    @NonNull
    default PrintWriter error(String msg) {
        getLogger().println("ERROR: " + msg);
        return new PrintWriter(new OutputStreamWriter(getLogger(), getCharset()), true);
    }

    @NonNull
    default PrintWriter error(String format, Object... args) {
        return error(String.format(format, args));
    }

    @NonNull
    default PrintWriter fatalError(String msg) {
        getLogger().println("FATAL: " + msg);
        return new PrintWriter(new OutputStreamWriter(getLogger(), getCharset()), true);
    }

    @NonNull
    default PrintWriter fatalError(String format, Object... args) {
        return fatalError(String.format(format, args));
    }

    /** Reports to nobody. */
    TaskListener NULL = new StreamTaskListener(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
}
