package org.jenkinsci.plugins.workflow.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Changes what steps write to the log inside a body. */
public abstract class TaskListenerDecorator implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public abstract OutputStream decorate(@NonNull OutputStream logger) throws IOException, InterruptedException;

    /** Both, {@code original} nearer to the log. */
    @Nullable
    public static TaskListenerDecorator merge(@CheckForNull TaskListenerDecorator original, @CheckForNull TaskListenerDecorator subsequent) {
        if (original == null || subsequent == null) {
            return original == null ? subsequent : original;
        }
        return new Merged(original, subsequent);
    }

    @CheckForNull
    public static TaskListenerDecorator fromConsoleLogFilter(@CheckForNull ConsoleLogFilter filter) {
        return filter == null ? null : new Filter(filter);
    }

    private static final class Merged extends TaskListenerDecorator {

        private static final long serialVersionUID = 1L;

        private final TaskListenerDecorator original;
        private final TaskListenerDecorator subsequent;

        Merged(TaskListenerDecorator original, TaskListenerDecorator subsequent) {
            this.original = original;
            this.subsequent = subsequent;
        }

        @NonNull
        @Override
        public OutputStream decorate(@NonNull OutputStream logger) throws IOException, InterruptedException {
            return subsequent.decorate(original.decorate(logger));
        }
    }

    private static final class Filter extends TaskListenerDecorator {

        private static final long serialVersionUID = 1L;

        private final ConsoleLogFilter filter;

        Filter(ConsoleLogFilter filter) {
            this.filter = filter;
        }

        @NonNull
        @Override
        public OutputStream decorate(@NonNull OutputStream logger) throws IOException, InterruptedException {
            return filter.decorateLogger((Run) null, logger);
        }
    }
}
