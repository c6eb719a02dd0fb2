package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlRegister(model, study)}: makes the best trial of a study, or files of the workspace, a candidate that the later steps mean. */
public final class MlRegisterStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String model;

    @CheckForNull
    private String study;

    @CheckForNull
    private String artifacts;

    @CheckForNull
    private String version;

    @CheckForNull
    private String dataset;

    private List<String> tags = new ArrayList<>();

    @DataBoundConstructor
    public MlRegisterStep(String model) {
        this.model = model;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            BuildLayout.requireName("model", model);
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlRegister: " + e.getMessage());
        }
        if ((study == null) == (artifacts == null)) {
            throw new AbortException("mlRegister: give either study, whose best trial is registered, or artifacts, a directory of the workspace");
        }
        return new RegisterExecution(context, this);
    }

    public String getModel() {
        return model;
    }

    @CheckForNull
    public String getStudy() {
        return study;
    }

    @DataBoundSetter
    public void setStudy(@CheckForNull String study) {
        this.study = Util.fixEmptyAndTrim(study);
    }

    @CheckForNull
    public String getArtifacts() {
        return artifacts;
    }

    @DataBoundSetter
    public void setArtifacts(@CheckForNull String artifacts) {
        this.artifacts = Util.fixEmptyAndTrim(artifacts);
    }

    @CheckForNull
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(@CheckForNull String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    @CheckForNull
    public String getDataset() {
        return dataset;
    }

    @DataBoundSetter
    public void setDataset(@CheckForNull String dataset) {
        this.dataset = Util.fixEmptyAndTrim(dataset);
    }

    public List<String> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(@CheckForNull List<String> tags) {
        this.tags = tags == null ? new ArrayList<>() : new ArrayList<>(tags);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlRegister";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Register a model version";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return String.valueOf(arguments.get("model"));
        }

        @POST
        public FormValidation doCheckModel(@QueryParameter String value) {
            try {
                BuildLayout.requireName("model", value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
