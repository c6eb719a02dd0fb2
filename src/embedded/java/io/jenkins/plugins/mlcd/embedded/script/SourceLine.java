package io.jenkins.plugins.mlcd.embedded.script;

import java.util.Arrays;
import java.util.Optional;

/** Which line of the Jenkinsfile runs, or failed. */
public final class SourceLine {

    private SourceLine() {}

    /** The innermost line of {@code file} on this thread's stack. */
    public static Optional<Integer> current(String file) {
        return StackWalker.getInstance().walk(frames -> frames.filter(frame -> file.equals(frame.getFileName()))
                .map(StackWalker.StackFrame::getLineNumber)
                .filter(line -> line > 0)
                .findFirst());
    }

    /** The innermost line of {@code file} on the stack that {@code failure} was made on. */
    public static Optional<Integer> of(String file, Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> file.equals(frame.getFileName()) && frame.getLineNumber() > 0)
                .map(StackTraceElement::getLineNumber)
                .findFirst();
    }
}
