package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What the failure of a trial's body means. */
final class TrialFailure {

    private static final int MAX_WORDS = 500;

    private TrialFailure() {}

    /** Whether the study itself stopped the body. */
    static boolean isPruned(Throwable failure) {
        return failure instanceof FlowInterruptedException stop && stop.getCauses().stream().anyMatch(PrunedCause.class::isInstance);
    }

    /**
     * Whether the build is being stopped from outside. A timeout around a command inside the body is the trial's own
     * failure; Pipeline marks it as no actual interruption.
     */
    static boolean isAbort(Throwable failure) {
        if (isPruned(failure)) {
            return false;
        }
        return failure instanceof FlowInterruptedException stop ? stop.isActualInterruption() : failure instanceof InterruptedException;
    }

    /** The failure in one line, such as {@code script returned exit code 1}. */
    static String words(Throwable failure) {
        String words = failure instanceof FlowInterruptedException stop ? causes(stop.getCauses()) : message(failure);
        String line = words.lines().findFirst().orElse("").strip();
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "...";
    }

    private static String causes(List<CauseOfInterruption> causes) {
        return causes.isEmpty()
                ? "interrupted"
                : causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining("; "));
    }

    private static String message(Throwable failure) {
        @CheckForNull String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
