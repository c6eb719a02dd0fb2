package org.jenkinsci.plugins.workflow.job;

import hudson.console.ConsoleLogFilter;
import hudson.model.BuildListener;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The log of a build, in its directory, decorated by the filters that are extensions. */
final class BuildLog implements BuildListener, Closeable {

    private final PrintStream out;

    private BuildLog(OutputStream out) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    static BuildLog open(WorkflowRun run) throws IOException {
        OutputStream stream = new FileOutputStream(new File(run.getRootDir(), "log"), true);
        try {
            for (ConsoleLogFilter filter : ConsoleLogFilter.all()) {
                stream = filter.decorateLogger(run, stream);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the log of " + run + " was opened");
        }
        return new BuildLog(stream);
    }

    @Override
    public PrintStream getLogger() {
        return out;
    }

    @Override
    public void close() {
        out.close();
    }
}
