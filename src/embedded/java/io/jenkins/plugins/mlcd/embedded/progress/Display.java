package io.jenkins.plugins.mlcd.embedded.progress;

import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Shows a run to the person who started it. Methods may be called from any thread. */
public interface Display extends AutoCloseable {

    /** A whole line of a build's log. */
    void line(String line);

    /** A step starts or ends on a branch; {@code branch} is "" for the trunk. */
    void step(String branch, String stage, String step, boolean running);

    void buildStarted(WorkflowRun run);

    void buildEnded(WorkflowRun run);

    @Override
    void close();
}
