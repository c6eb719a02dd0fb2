package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What the failure of a trial's body means. */
public final class TrialFailure {

    private static final int MAX_WORDS = 500;

    /** By name: they are of other plugins, which need not be there. */
    private static final Set<String> LOST_AGENT = Set.of(
            "hudson.remoting.ChannelClosedException",
            "hudson.remoting.RequestAbortedException",
            "org.jenkinsci.plugins.workflow.support.steps.AgentOfflineException",
            "org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution$RemovedNodeCause",
            "org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution$RemovedNodeTimeoutCause");

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

    /**
     * Whether the agent went away under the trial. The study goes on: the trial is tried again, and {@code retry(conditions:
     * [agent()])} around the node brings the worker back.
     */
    static boolean isLostAgent(Throwable failure) {
        if (failure instanceof FlowInterruptedException stop) {
            return stop.getCauses().stream().anyMatch(cause -> LOST_AGENT.contains(cause.getClass().getName()));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedChannelException || LOST_AGENT.contains(cause.getClass().getName())) {
                return true;
            }
        }
        return false;
    }

    /** The failure in one line, such as {@code script returned exit code 1}. */
    public static String words(Throwable failure) {
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
