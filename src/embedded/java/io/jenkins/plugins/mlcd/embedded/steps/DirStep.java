package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs its block in another directory, which is made when it does not exist. */
public final class DirStep extends Step {

    private final String path;

    @DataBoundConstructor
    public DirStep(String path) {
        this.path = path;
    }

    public String getPath() {
        return path;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new BlockExecution(context, this::invoke);
    }

    private BodyInvoker invoke(StepContext context) throws Exception {
        FilePath directory = context.get(FilePath.class).child(path);
        directory.mkdirs();
        return context.newBodyInvoker().withContext(directory);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("dir", "Change the current directory", true, FilePath.class);
        }
    }
}
