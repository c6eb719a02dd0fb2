package io.jenkins.plugins.mlcd.jenkins.steps.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.models.BuildLineage;
import io.jenkins.plugins.mlcd.jenkins.models.ProductionBuilds;
import io.jenkins.plugins.mlcd.jenkins.models.ProductionLock;
import io.jenkins.plugins.mlcd.jenkins.models.Promotions;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlPromote(model)}: moves a version to a stage in the registry, by default the build's candidate to production. Moves no traffic. */
public final class MlPromoteStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String model;
    private String stage = Stage.PRODUCTION.word();

    @CheckForNull
    private String to;

    private String reason = "";

    @CheckForNull
    private String by;

    @DataBoundConstructor
    public MlPromoteStep(String model) {
        this.model = model;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            Stage.of(stage);
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlPromote: " + e.getMessage());
        }
        return new Execution(context, this);
    }

    public String getModel() {
        return model;
    }

    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = stage;
    }

    @CheckForNull
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(@CheckForNull String to) {
        this.to = Util.fixEmptyAndTrim(to);
    }

    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason);
    }

    /** Who decided; nobody but the Pipeline when it is null. */
    @CheckForNull
    public String getBy() {
        return by;
    }

    @DataBoundSetter
    public void setBy(@CheckForNull String by) {
        this.by = Util.fixEmptyAndTrim(by);
    }

    private static final class Execution extends RegistryExecution {

        private static final long serialVersionUID = 1L;

        private final MlPromoteStep step;

        Execution(StepContext context, MlPromoteStep step) {
            super(context, "mlPromote");
            this.step = step;
        }

        @Override
        Map<String, Object> work(Run<?, ?> run, Registry registry) throws Exception {
            ModelVersion version = step.to == null ? candidate(run, registry) : registry.require(Versions.id(step.model, step.to));
            Stage wanted = Stage.of(step.stage);
            move(run, registry, version, wanted);
            ProductionBuilds.keep(run.getParent(), version.model());
            if (wanted == Stage.PRODUCTION) {
                Promotions.record(run, version, getContext().get(TaskListener.class));
            } else if (version.build() == run.getNumber()) {
                BuildLineage.write(run, version);
            }
            say(version.id() + " is in the stage " + wanted.word());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("version", version.id());
            result.put("stage", wanted.word());
            return result;
        }

        private void move(Run<?, ?> run, Registry registry, ModelVersion version, Stage wanted) throws IOException {
            String by = step.by == null ? "mlPromote" : step.by;
            if (wanted != Stage.PRODUCTION) {
                registry.stage(version.id(), wanted, run.getNumber(), by, step.reason);
                return;
            }
            Optional<String> blocked = ProductionLock.take(run, version, "mlPromote", "promotes " + version.id());
            if (blocked.isPresent()) {
                throw new AbortException("mlPromote: " + version.id() + " cannot be promoted now: " + blocked.get());
            }
            try {
                registry.promote(version.id(), run.getNumber(), by, step.reason);
            } finally {
                ProductionLock.release(run, version.model(), "mlPromote is done");
            }
        }

        private ModelVersion candidate(Run<?, ?> run, Registry registry) throws Exception {
            return registry.candidate(step.model, run.getNumber()).orElseThrow(() -> new AbortException("mlPromote: this build registered no version of model '"
                    + step.model + "'; run mlRegister first or say which one with to"));
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlPromote";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Promote a model version";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @POST
        public ListBoxModel doFillStageItems() {
            ListBoxModel items = new ListBoxModel();
            for (Stage stage : Stage.values()) {
                items.add(stage.word());
            }
            return items;
        }
    }
}
