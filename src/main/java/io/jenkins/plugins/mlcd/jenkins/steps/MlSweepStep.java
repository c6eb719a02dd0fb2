package io.jenkins.plugins.mlcd.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.BuiltInAlgorithms;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.NoSweepPruner;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.Objectives;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.RandomSweepSampler;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.Spaces;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepExecution;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepPruner;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepSampler;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialHandle;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code mlSweep(study, metric) { body }}: one worker of a study. It runs its body once a trial until the study ends, and
 * returns the best trial. With {@code metrics} in place of {@code metric} it has several objectives, and returns their Pareto
 * front as well. Workers of one build that name the same study share it.
 */
public class MlSweepStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String study;

    @CheckForNull
    private String metric;

    @CheckForNull
    private Map<String, Object> metrics;

    @CheckForNull
    private String direction;

    @CheckForNull
    private Map<String, Object> algorithms;

    @CheckForNull
    private Map<String, Object> space;

    private SweepSampler sampler = new RandomSweepSampler();
    private SweepPruner pruner = new NoSweepPruner();

    @CheckForNull
    private Integer maxTrialCount;

    @CheckForNull
    private Integer maxFailedTrialCount;

    @CheckForNull
    private Double goal;

    @CheckForNull
    private String timeout;

    private int retries = Limits.DEFAULT_RETRIES;
    private String keep = "best";
    private int keepModels = 1;
    private boolean warmStart;

    @DataBoundConstructor
    public MlSweepStep(String study) {
        this.study = study;
    }

    /**
     * What the parameters say.
     *
     * @throws AbortException with one sentence that names the value and the rule
     */
    public StudyDefinition definition() throws AbortException {
        try {
            return new StudyDefinition(study, Objectives.parse(metric, direction, metrics), Spaces.parse(algorithms, space),
                    warmStart ? sampler.sampler().withWarmStart() : sampler.sampler(),
                    pruner.pruner(), limits(), new ModelPolicy(ModelPolicy.Keep.parse(keep), keepModels));
        } catch (IllegalArgumentException e) {
            throw new AbortException(function() + ": " + e.getMessage());
        }
    }

    /** The step as a Jenkinsfile calls it. */
    String function() {
        return "mlSweep";
    }

    private Limits limits() {
        return new Limits(optional(maxTrialCount), optional(maxFailedTrialCount),
                goal == null ? OptionalDouble.empty() : OptionalDouble.of(goal),
                Optional.ofNullable(timeout).map(text -> Durations.parse("timeout", text)),
                retries);
    }

    private static OptionalInt optional(@CheckForNull Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        definition();
        return new SweepExecution(context, this);
    }

    public String getStudy() {
        return study;
    }

    @CheckForNull
    public String getMetric() {
        return metric;
    }

    @DataBoundSetter
    public void setMetric(@CheckForNull String metric) {
        this.metric = Util.fixEmptyAndTrim(metric);
    }

    @CheckForNull
    public Map<String, Object> getMetrics() {
        return metrics;
    }

    @DataBoundSetter
    public void setMetrics(@CheckForNull Map<String, Object> metrics) {
        this.metrics = metrics == null ? null : Spaces.plain(metrics);
    }

    @CheckForNull
    public String getDirection() {
        return direction;
    }

    @DataBoundSetter
    public void setDirection(@CheckForNull String direction) {
        this.direction = Util.fixEmptyAndTrim(direction);
    }

    @CheckForNull
    public Map<String, Object> getAlgorithms() {
        return algorithms;
    }

    @DataBoundSetter
    public void setAlgorithms(@CheckForNull Map<String, Object> algorithms) {
        this.algorithms = algorithms == null ? null : Spaces.plain(algorithms);
    }

    @CheckForNull
    public Map<String, Object> getSpace() {
        return space;
    }

    @DataBoundSetter
    public void setSpace(@CheckForNull Map<String, Object> space) {
        this.space = space == null ? null : Spaces.plain(space);
    }

    public SweepSampler getSampler() {
        return sampler;
    }

    @DataBoundSetter
    public void setSampler(@CheckForNull SweepSampler sampler) {
        this.sampler = sampler == null ? new RandomSweepSampler() : sampler;
    }

    public SweepPruner getPruner() {
        return pruner;
    }

    @DataBoundSetter
    public void setPruner(@CheckForNull SweepPruner pruner) {
        this.pruner = pruner == null ? new NoSweepPruner() : pruner;
    }

    @CheckForNull
    public Integer getMaxTrialCount() {
        return maxTrialCount;
    }

    @DataBoundSetter
    public void setMaxTrialCount(@CheckForNull Integer maxTrialCount) {
        this.maxTrialCount = maxTrialCount;
    }

    @CheckForNull
    public Integer getMaxFailedTrialCount() {
        return maxFailedTrialCount;
    }

    @DataBoundSetter
    public void setMaxFailedTrialCount(@CheckForNull Integer maxFailedTrialCount) {
        this.maxFailedTrialCount = maxFailedTrialCount;
    }

    @CheckForNull
    public Double getGoal() {
        return goal;
    }

    @DataBoundSetter
    public void setGoal(@CheckForNull Double goal) {
        this.goal = goal;
    }

    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    public int getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(int retries) {
        this.retries = retries;
    }

    public String getKeep() {
        return keep;
    }

    @DataBoundSetter
    public void setKeep(String keep) {
        this.keep = keep;
    }

    public int getKeepModels() {
        return keepModels;
    }

    @DataBoundSetter
    public void setKeepModels(int keepModels) {
        this.keepModels = keepModels;
    }

    public boolean isWarmStart() {
        return warmStart;
    }

    @DataBoundSetter
    public void setWarmStart(boolean warmStart) {
        this.warmStart = warmStart;
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlSweep";
        }

        @Override
        public String getDisplayName() {
            return "Sweep hyperparameters: run the body once a trial";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(TrialHandle.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return "study " + arguments.get("study");
        }

        /** What the form offers to tick: see the view. */
        public List<BuiltInAlgorithms.BuiltIn> getBuiltInAlgorithms() {
            return BuiltInAlgorithms.all();
        }

        @Override
        public Step newInstance(@Nullable StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            MlSweepStep step = (MlSweepStep) super.newInstance(req, form);
            JSONObject ticks = form.optJSONObject("builtIn");
            Map<String, Object> ticked = ticks == null ? Map.of() : BuiltInAlgorithms.ticked(ticks);
            if (!ticked.isEmpty()) {
                step.setAlgorithms(ticked);
            }
            return step;
        }

        @POST
        public ListBoxModel doFillDirectionItems() {
            return new ListBoxModel().add("maximize").add("minimize");
        }

        @POST
        public ListBoxModel doFillKeepItems() {
            return new ListBoxModel().add("best").add("all").add("none");
        }

        @POST
        public FormValidation doCheckStudy(@QueryParameter String value) {
            return check(() -> BuildLayout.requireName("study", value));
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return check(() -> Optional.ofNullable(Util.fixEmptyAndTrim(value)).ifPresent(text -> Durations.parse("timeout", text)));
        }

        @POST
        public FormValidation doCheckMaxTrialCount(@QueryParameter String value) {
            return check(() -> Optional.ofNullable(Util.fixEmptyAndTrim(value)).ifPresent(text -> Limits.trials(Integer.parseInt(text))));
        }

        private static FormValidation check(Runnable rule) {
            try {
                rule.run();
                return FormValidation.ok();
            } catch (NumberFormatException e) {
                return FormValidation.error("a whole number is expected: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
