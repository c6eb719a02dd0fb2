package hudson.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Reports to a stream or file, line by line: what is printed appears at once. */
public class StreamTaskListener extends AbstractTaskListener implements TaskListener, Closeable {

    private final PrintStream out;
    private final Charset charset;

    public StreamTaskListener(@NonNull OutputStream out, @CheckForNull Charset charset) {
        this.charset = charset == null ? Charset.defaultCharset() : charset;
        this.out = new PrintStream(out, true, this.charset);
    }

    public StreamTaskListener(@NonNull File out, @CheckForNull Charset charset) throws IOException {
        this(out, false, charset);
    }

    public StreamTaskListener(@NonNull File out, boolean append, @CheckForNull Charset charset) throws IOException {
        this(new FileOutputStream(out, append), charset);
    }

    public static StreamTaskListener fromStdout() {
        return new StreamTaskListener(System.out, Charset.defaultCharset());
    }

    public static StreamTaskListener fromStderr() {
        return new StreamTaskListener(System.err, Charset.defaultCharset());
    }

    @Override
    public PrintStream getLogger() {
        return out;
    }

    @Override
    public Charset getCharset() {
        return charset;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    public void closeQuietly() {
        out.close();
    }
}
