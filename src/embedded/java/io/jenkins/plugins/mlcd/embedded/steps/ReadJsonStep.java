package io.jenkins.plugins.mlcd.embedded.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.record.Json;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The JSON of a file or a text as maps, lists, numbers, texts and booleans. */
public final class ReadJsonStep extends Step {

    private String file;
    private String text;
    private boolean returnPojo = false;

    @DataBoundConstructor
    public ReadJsonStep() {}

    public String getFile() {
        return file;
    }

    public String getText() {
        return text;
    }

    public boolean isReturnPojo() {
        return returnPojo;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = file;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = text;
    }

    @DataBoundSetter
    public void setReturnPojo(boolean returnPojo) {
        this.returnPojo = returnPojo;
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronous(context, this::run);
    }

    private Object run(StepContext context) throws Exception {
        if ((file == null) == (text == null)) {
            throw new AbortException("readJSON needs either file or text, and not both");
        }
        String json = text;
        if (file != null) {
            FilePath path = context.get(FilePath.class).child(file);
            if (!path.exists()) {
                throw new AbortException("readJSON: there is no file " + path.getRemote());
            }
            json = path.readToString();
        }
        try {
            return Json.mapper().readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new AbortException("readJSON: " + (file == null ? "the text" : file) + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("readJSON", "Read JSON", false);
        }
    }
}
