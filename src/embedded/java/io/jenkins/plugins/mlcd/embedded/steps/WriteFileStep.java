package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Writes text to a file, making its directory. */
public final class WriteFileStep extends Step {

    private final String file;
    private final String text;
    private String encoding = "UTF-8";

    @DataBoundConstructor
    public WriteFileStep(String file, String text) {
        this.file = file;
        this.text = text;
    }

    public String getFile() {
        return file;
    }

    public String getText() {
        return text;
    }

    public String getEncoding() {
        return encoding;
    }

    @DataBoundSetter
    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousVoid(context, this::run);
    }

    private void run(StepContext context) throws Exception {
        FilePath path = context.get(FilePath.class).child(file);
        path.getParent().mkdirs();
        path.write(text, encoding);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("writeFile", "Write a text file", false, FilePath.class);
        }
    }
}
