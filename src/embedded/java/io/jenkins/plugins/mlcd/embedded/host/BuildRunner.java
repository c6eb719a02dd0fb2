package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs the Pipeline of a build. The host has opened the log before, and saves the result afterwards. */
public interface BuildRunner {

    /**
     * Runs the build to its end on the calling thread, an executor's, and gives its result. Output goes to
     * {@code run.asFlowExecutionOwner().getListener()}. What it throws makes the build {@code FAILURE}, a
     * {@link FlowInterruptedException} gives its own result; the host prints either to the log.
     */
    Result run(WorkflowRun run) throws Exception;

    /**
     * Stops a build that {@link #run} is running or is just about to be called for, from any thread; {@code run} then ends soon with the
     * cause's result.
     */
    void interrupt(WorkflowRun run, FlowInterruptedException cause);
}
