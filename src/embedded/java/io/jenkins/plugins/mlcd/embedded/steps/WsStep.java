package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs its block in a workspace of the given name, below the home's workspaces unless it is absolute. */
public final class WsStep extends Step {

    private final String dir;

    @DataBoundConstructor
    public WsStep(String dir) {
        this.dir = dir;
    }

    public String getDir() {
        return dir;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, dir);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final String dir;

        Execution(StepContext context, String dir) {
            super(context);
            this.dir = dir;
        }

        @Override
        public boolean start() throws Exception {
            Workspaces workspaces = getContext().get(Branch.class).build().workspaces();
            Path directory = workspaces.take(workspaces.root().resolve(dir));
            FilePath workspace = new FilePath(directory.toFile());
            workspace.mkdirs();
            getContext().get(TaskListener.class).getLogger().println("Running in " + directory);
            EnvironmentExpander outer = getContext().get(EnvironmentExpander.class);
            getContext().newBodyInvoker()
                    .withContext(workspace)
                    .withContext(EnvironmentExpander.merge(outer,
                            EnvironmentExpander.constant(Map.of("WORKSPACE", directory.toString()))))
                    .withCallback(new GiveBack(workspaces, directory))
                    .start();
            return false;
        }
    }

    private static final class GiveBack extends BodyExecutionCallback.TailCall {

        private static final long serialVersionUID = 1L;

        private final transient Workspaces workspaces;
        private final transient Path directory;

        GiveBack(Workspaces workspaces, Path directory) {
            this.workspaces = workspaces;
            this.directory = directory;
        }

        @Override
        protected void finished(StepContext context) {
            workspaces.giveBack(directory);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("ws", "Use another workspace", true, FilePath.class, EnvVars.class, Branch.class);
        }
    }
}
