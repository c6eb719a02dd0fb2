package io.jenkins.plugins.mlcd.embedded.run;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Where a Jenkinsfile is read for what it declares: there is an environment, but no build yet. */
final class DeclaringBuild extends MachineBuild {

    DeclaringBuild(Machine machine) {
        super(machine);
    }

    /** @return never; a Jenkinsfile whose triggers depend on a build cannot be read before there is one */
    @Override
    public WorkflowRun run() {
        throw new IllegalStateException("there is no build yet");
    }

    @Override
    public TaskListener listener(String branch) {
        return TaskListener.NULL;
    }

    @Override
    public EnvVars environment(TaskListener listener) {
        return new EnvVars(machine.environment());
    }

    @Override
    public void worsen(Result result) {
        throw new IllegalStateException("there is no build yet");
    }

    @Override
    public Map<String, Object> parameters() {
        return new TreeMap<>(machine.parameters());
    }

    @Override
    public void stepChanged(Branch branch, String step, boolean running) {
        // nobody watches what is only declared
    }
}
