package io.jenkins.plugins.mlcd.embedded.steps;

import com.fasterxml.jackson.databind.ObjectWriter;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.record.Json;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Writes maps, lists and values as JSON to a file, or returns it as text. */
public final class WriteJsonStep extends Step {

    private final Object json;
    private String file;
    private int pretty = 0;
    private boolean returnText = false;

    @DataBoundConstructor
    public WriteJsonStep(Object json) {
        this.json = json;
    }

    public Object getJson() {
        return json;
    }

    public String getFile() {
        return file;
    }

    public int getPretty() {
        return pretty;
    }

    public boolean isReturnText() {
        return returnText;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = file;
    }

    @DataBoundSetter
    public void setPretty(int pretty) {
        this.pretty = pretty;
    }

    @DataBoundSetter
    public void setReturnText(boolean returnText) {
        this.returnText = returnText;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        ObjectWriter writer = pretty > 0 ? Json.mapper().writerWithDefaultPrettyPrinter() : Json.mapper().writer();
        String text = writer.writeValueAsString(json);
        if (returnText) {
            return text;
        }
        if (file == null) {
            throw new AbortException("writeJSON needs file, or returnText: true");
        }
        FilePath path = context.get(FilePath.class).child(file);
        path.getParent().mkdirs();
        path.write(text, "UTF-8");
        return null;
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("writeJSON", "Write JSON", false);
        }
    }
}
