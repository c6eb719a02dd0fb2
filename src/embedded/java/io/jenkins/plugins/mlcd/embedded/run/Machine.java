package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import io.jenkins.plugins.mlcd.embedded.engine.ExecutorPool;
import io.jenkins.plugins.mlcd.embedded.engine.ProjectFiles;
import io.jenkins.plugins.mlcd.embedded.engine.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the builds of a run share.
 *
 * @param executors how many parts run at the same time
 * @param project the files that are checked out
 * @param workspaces where they are checked out to
 * @param children processes that must not outlive the run
 * @param outbox where mails go
 * @param environment variables that steps get on top of the build's
 * @param parameters initial values of parameters, for every build
 * @param watchesSchedules whether this process stays and watches schedules
 */
record Machine(ExecutorPool executors, ProjectFiles project, Workspaces workspaces, ChildProcesses children, Path outbox,
        Map<String, String> environment, Map<String, String> parameters, boolean watchesSchedules) {

    static Machine of(RunRequest request, boolean watchesSchedules) {
        Path home = request.home();
        Map<String, String> parameters = new TreeMap<>(request.config().parameters());
        parameters.putAll(request.parameters());
        ProjectFiles project = ProjectFiles.around(request.jenkinsfile(), home);
        return new Machine(new ExecutorPool(request.executors()), project, new Workspaces(home.resolve("workspace")),
                new ChildProcesses(home.resolve("processes")), request.config().outbox().orElse(home.resolve("outbox")),
                environment(project), parameters, watchesSchedules);
    }

    /** The launcher put its directory first on the PATH, so that {@code mlcd train} is this mlcd; it must not build itself again. */
    private static Map<String, String> environment(ProjectFiles project) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("MLCD_NO_BUILD", "1");
        project.git("rev-parse", "HEAD").ifPresent(commit -> environment.put("GIT_COMMIT", commit));
        project.git("rev-parse", "--abbrev-ref", "HEAD").filter(branch -> !branch.equals("HEAD")).ifPresent(branch -> {
            environment.put("BRANCH_NAME", branch);
            environment.put("GIT_BRANCH", branch);
        });
        return environment;
    }
}
