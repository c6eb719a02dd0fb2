package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** Puts stashed files into the current directory. */
public final class UnstashStep extends Step {

    private final String name;

    @DataBoundConstructor
    public UnstashStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        StashManager.unstash(context.get(Run.class), name, context.get(FilePath.class), context.get(Launcher.class),
                context.get(EnvVars.class), context.get(TaskListener.class));
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("unstash", "Take files that were stashed", false, Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }
    }
}
