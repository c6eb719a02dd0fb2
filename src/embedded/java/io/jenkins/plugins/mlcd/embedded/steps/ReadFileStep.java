package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.FilePath;
import java.io.InputStream;
import java.util.Base64;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The text of a file, UTF-8 unless {@code encoding} says otherwise. */
public final class ReadFileStep extends Step {

    private final String file;
    private String encoding = "UTF-8";

    @DataBoundConstructor
    public ReadFileStep(String file) {
        this.file = file;
    }

    public String getFile() {
        return file;
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
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        FilePath path = context.get(FilePath.class).child(file);
        if (!path.exists()) {
            throw new AbortException("readFile: there is no file " + path.getRemote());
        }
        try (InputStream in = path.read()) {
            byte[] bytes = in.readAllBytes();
            return "Base64".equals(encoding) ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, encoding);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("readFile", "Read a text file", false, FilePath.class);
        }
    }
}
