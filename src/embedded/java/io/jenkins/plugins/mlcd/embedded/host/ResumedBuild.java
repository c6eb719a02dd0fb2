package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.Queue;
import hudson.model.Queue.Executable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Waits in the queue for a build that was begun already. */
final class ResumedBuild implements Queue.Task {

    private final WorkflowRun run;

    ResumedBuild(WorkflowRun run) {
        this.run = run;
    }

    @Override
    public Executable createExecutable() {
        return run;
    }

    @Override
    public Queue.Task getOwnerTask() {
        return run.getParent();
    }

    @Override
    public boolean isConcurrentBuild() {
        return run.getParent().isConcurrentBuild();
    }

    @Override
    public String getName() {
        return run.getId();
    }

    @Override
    public String getDisplayName() {
        return run.getDisplayName();
    }

    @Override
    public String getFullDisplayName() {
        return run.getFullDisplayName();
    }

    @Override
    public String getUrl() {
        return run.getUrl();
    }
}
