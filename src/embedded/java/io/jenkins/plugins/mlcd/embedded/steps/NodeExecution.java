package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.ExecutorPool;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Waits for an executor, then runs the block with a workspace of its own. */
final class NodeExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final transient NodeStep step;
    private transient ExecutorPool.Waiter waiter;

    NodeExecution(StepContext context, NodeStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        PipelineBuild build = build();
        waiter = this::given;
        if (!build.executors().ask(waiter)) {
            getContext().get(TaskListener.class).getLogger()
                    .println("Waiting for one of the " + build.executors().size() + " executors");
        }
        return false;
    }

    private PipelineBuild build() throws Exception {
        return getContext().get(Branch.class).build();
    }

    private void given(int executor) {
        try {
            PipelineBuild build = build();
            String job = build.run().getParent().getName();
            Path directory = step.getCustomWorkspace() == null
                    ? build.workspaces().take(job)
                    : build.workspaces().take(build.workspaces().root().resolve(step.getCustomWorkspace()));
            invoke(build, executor, directory);
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void invoke(PipelineBuild build, int executor, Path directory) throws Exception {
        FilePath workspace = new FilePath(directory.toFile());
        workspace.mkdirs();
        String label = step.getLabel() == null || step.getLabel().isBlank() ? "" : " (label '" + step.getLabel() + "': any label is this machine)";
        getContext().get(TaskListener.class).getLogger().println("Running on executor " + executor + " in " + directory + label);
        getContext().newBodyInvoker()
                .withContext(Jenkins.get())
                .withContext(workspace)
                .withContext(environment(executor, directory))
                .withCallback(new BodyExecutionCallback.TailCall() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void finished(StepContext context) {
                        build.workspaces().giveBack(directory);
                        build.executors().release(executor);
                    }
                })
                .start();
    }

    private EnvVars environment(int executor, Path directory) {
        EnvVars env = new EnvVars();
        env.put("WORKSPACE", directory.toString());
        env.put("WORKSPACE_TMP", directory.resolveSibling(directory.getFileName() + "@tmp").toString());
        env.put("NODE_NAME", "built-in");
        env.put("NODE_LABELS", step.getLabel() == null ? "built-in" : "built-in " + step.getLabel());
        env.put("EXECUTOR_NUMBER", Integer.toString(executor - 1));
        return env;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (build().executors().withdraw(waiter)) {
            getContext().onFailure(cause);
        }
    }
}
