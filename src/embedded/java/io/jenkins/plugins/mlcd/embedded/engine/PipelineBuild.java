package io.jenkins.plugins.mlcd.embedded.engine;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What the engine must know of the build whose steps it runs. */
public interface PipelineBuild {

    WorkflowRun run();

    /** Writes for the branch of that name ({@code ""} is the trunk) to the build's log and to the terminal. */
    TaskListener listener(String branch);

    /** The build's variables ({@code BUILD_NUMBER}, parameters, {@code env.X = ...}), before any {@code withEnv}. */
    EnvVars environment(TaskListener listener) throws IOException, InterruptedException;

    /** Makes the build's result at least as bad as {@code result}. */
    void worsen(Result result);

    /** The variable {@code params}; may be completed while the build runs. */
    Map<String, Object> parameters();

    /** Initial values of parameters that this machine's configuration sets. */
    Map<String, String> configuredParameters();

    /** The executors that {@code node} waits for. */
    ExecutorPool executors();

    /** What {@code checkout scm} copies. */
    ProjectFiles project();

    /** The workspaces of this job, one for each executor that runs it at the same time. */
    Workspaces workspaces();

    /** Whether this process stays and watches schedules such as {@code cron}. */
    boolean watchesSchedules();

    /** The child processes of the build. */
    ChildProcesses children();

    /** Where {@code mail} puts its messages. */
    Path outbox();

    /** Told when a step starts and ends, for the display of progress. */
    void stepChanged(Branch branch, String step, boolean running);
}
