package io.jenkins.plugins.mlcd.jenkins.steps.dataset;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.dataset.DatasetChecks;
import io.jenkins.plugins.mlcd.dataset.SchemaMode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlDataset(name, path)}: checks a data set of the workspace, gives it a content version, and takes over captured traffic. */
public final class MlDatasetStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String path;

    @CheckForNull
    private String capture;

    @CheckForNull
    private String labels;

    private String schema = SchemaMode.INFER.word();

    private Map<String, Object> checks = new LinkedHashMap<>();

    @DataBoundConstructor
    public MlDatasetStep(String name, String path) {
        this.name = name;
        this.path = path;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            BuildLayout.requireName("data set", name);
            if (labels != null) {
                BuildLayout.requireName("labels: model", labels);
            }
            DatasetChecks.of(checks);
            SchemaMode.of(schema);
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlDataset: " + e.getMessage());
        }
        return new DatasetExecution(context, this);
    }

    public String getName() {
        return name;
    }

    public String getPath() {
        return path;
    }

    @CheckForNull
    public String getCapture() {
        return capture;
    }

    @DataBoundSetter
    public void setCapture(@CheckForNull String capture) {
        this.capture = Util.fixEmptyAndTrim(capture);
    }

    /** The model whose queue of labels the data set takes in. */
    @CheckForNull
    public String getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(@CheckForNull String labels) {
        this.labels = Util.fixEmptyAndTrim(labels);
    }

    public String getSchema() {
        return schema;
    }

    @DataBoundSetter
    public void setSchema(@CheckForNull String schema) {
        String word = Util.fixEmptyAndTrim(schema);
        this.schema = word == null ? SchemaMode.INFER.word() : word;
    }

    public Map<String, Object> getChecks() {
        return new LinkedHashMap<>(checks);
    }

    @DataBoundSetter
    public void setChecks(@CheckForNull Map<String, Object> checks) {
        this.checks = checks == null ? new LinkedHashMap<>() : new LinkedHashMap<>(checks);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlDataset";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Check a data set and give it a version";
        }

        @POST
        public ListBoxModel doFillSchemaItems() {
            ListBoxModel items = new ListBoxModel();
            for (SchemaMode mode : SchemaMode.values()) {
                items.add(mode.word());
            }
            return items;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return arguments.get("name") + " in " + arguments.get("path");
        }
    }
}
