package io.jenkins.plugins.mlcd.embedded.run;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import io.jenkins.plugins.mlcd.embedded.engine.ExecutorPool;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import io.jenkins.plugins.mlcd.embedded.engine.ProjectFiles;
import io.jenkins.plugins.mlcd.embedded.engine.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Where a Jenkinsfile is read for what it declares: there is an environment, but no build yet. */
final class DeclaringBuild implements PipelineBuild {

    private final Machine machine;

    DeclaringBuild(Machine machine) {
        this.machine = machine;
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
    public Map<String, String> configuredParameters() {
        return machine.parameters();
    }

    @Override
    public ExecutorPool executors() {
        return machine.executors();
    }

    @Override
    public ProjectFiles project() {
        return machine.project();
    }

    @Override
    public Workspaces workspaces() {
        return machine.workspaces();
    }

    @Override
    public boolean watchesSchedules() {
        return machine.watchesSchedules();
    }

    @Override
    public ChildProcesses children() {
        return machine.children();
    }

    @Override
    public Path outbox() {
        return machine.outbox();
    }

    @Override
    public void stepChanged(Branch branch, String step, boolean running) {
        // nobody watches what is only declared
    }
}
