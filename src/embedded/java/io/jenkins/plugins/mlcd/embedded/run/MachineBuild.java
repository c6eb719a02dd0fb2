package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import io.jenkins.plugins.mlcd.embedded.engine.ExecutorPool;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import io.jenkins.plugins.mlcd.embedded.engine.ProjectFiles;
import io.jenkins.plugins.mlcd.embedded.engine.Workspaces;
import java.nio.file.Path;
import java.util.Map;

/** A build as far as it is what its machine is. */
abstract class MachineBuild implements PipelineBuild {

    final Machine machine;

    MachineBuild(Machine machine) {
        this.machine = machine;
    }

    @Override
    public final Map<String, String> configuredParameters() {
        return machine.parameters();
    }

    @Override
    public final ExecutorPool executors() {
        return machine.executors();
    }

    @Override
    public final ProjectFiles project() {
        return machine.project();
    }

    @Override
    public final Workspaces workspaces() {
        return machine.workspaces();
    }

    @Override
    public final boolean watchesSchedules() {
        return machine.watchesSchedules();
    }

    @Override
    public final ChildProcesses children() {
        return machine.children();
    }

    @Override
    public final Path outbox() {
        return machine.outbox();
    }
}
