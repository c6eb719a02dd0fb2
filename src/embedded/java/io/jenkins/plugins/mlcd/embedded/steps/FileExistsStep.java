package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** True when the file or directory exists. */
public final class FileExistsStep extends Step {

    private final String file;

    @DataBoundConstructor
    public FileExistsStep(String file) {
        this.file = file;
    }

    public String getFile() {
        return file;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        return context.get(FilePath.class).child(file).exists();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("fileExists", "Whether a file exists", false, FilePath.class);
        }
    }
}
