package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.policy.StepLint;
import io.jenkins.plugins.mlcd.lint.MonitorPolicy;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
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

/**
 * {@code mlMonitorGate(model, target, rules, interval, count)}: watches the version in production for some windows, holding neither an
 * executor nor a workspace, and says ok, alert, retrain or inconclusive.
 */
public final class MlMonitorGateStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final double GUESS = 0.5;
    private static final int COUNT = 5;

    private final String model;
    private final String target;
    private List<MonitorRule> rules = new ArrayList<>();

    @CheckForNull
    private String reference;

    @CheckForNull
    private String interval;

    private int count = COUNT;
    private int minSamples = WatchPlan.MIN_SAMPLES;
    private double alpha = WatchPlan.ALPHA;
    private String onFailure = OnFailure.FAIL.word();
    private boolean beforeRetrain;

    @DataBoundConstructor
    public MlMonitorGateStep(String model, String target) {
        this.model = model;
        this.target = target;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            BuildLayout.requireName("model", model);
            BuildLayout.requireName("target", target);
            if (OnFailure.of(onFailure) != OnFailure.FAIL && beforeRetrain) {
                throw new AbortException("mlMonitorGate: onFailure is of a watch; before a retrain a build that is not warranted always ends NOT_BUILT");
            }
            WatchPlan plan = plan(model);
            if (plan.runsCommands() && context.get(FilePath.class) == null) {
                throw new AbortException("mlMonitorGate: a rule command runs on an agent, but there is none: put the step inside node, or leave the rule out");
            }
            StepLint.report(context.get(TaskListener.class), "mlMonitorGate", policy(plan).lint());
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlMonitorGate: " + e.getMessage());
        }
        return new MonitorGateExecution(context, this);
    }

    private static MonitorPolicy policy(WatchPlan plan) {
        return new MonitorPolicy(
                plan.rules().stream()
                        .map(rule -> new MonitorPolicy.WatchRule(rule.rule().name(), rule.raising()))
                        .toList(),
                plan.interval(), plan.count());
    }

    /** @throws IllegalArgumentException naming the value and the rule that it breaks */
    WatchPlan plan(String version) {
        Sensitivities words = MlcdConfiguration.get().sensitivities();
        return new WatchPlan(
                version, target, getRules().stream().map(rule -> rule.watched(words)).toList(), interval == null ? words.interval() : Durations.parse("interval", interval), count,
                minSamples, alpha);
    }

    public String getModel() {
        return model;
    }

    public String getTarget() {
        return target;
    }

    /** Without any, the three kinds of rules with their defaults. */
    public List<MonitorRule> getRules() {
        return rules.isEmpty()
                ? List.of(new UnexpectedValuesMonitorRule(), new DriftMonitorRule(), new ConfidenceMonitorRule(GUESS))
                : List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(@CheckForNull List<MonitorRule> rules) {
        this.rules = rules == null ? new ArrayList<>() : new ArrayList<>(rules);
    }

    /** The registered version whose profile is compared with; null for the one in production itself. */
    @CheckForNull
    public String getReference() {
        return reference;
    }

    @DataBoundSetter
    public void setReference(@CheckForNull String reference) {
        this.reference = Util.fixEmptyAndTrim(reference);
    }

    /** Length of a window; null for what the controller is configured for, usually a minute. */
    @CheckForNull
    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(@CheckForNull String interval) {
        this.interval = Util.fixEmptyAndTrim(interval);
    }

    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        this.count = count;
    }

    public int getMinSamples() {
        return minSamples;
    }

    @DataBoundSetter
    public void setMinSamples(int minSamples) {
        this.minSamples = minSamples;
    }

    public double getAlpha() {
        return alpha;
    }

    @DataBoundSetter
    public void setAlpha(double alpha) {
        this.alpha = alpha;
    }

    public String getOnFailure() {
        return onFailure;
    }

    /** Whether the windows are those that ended last, and decide on whether this build has to retrain at all. */
    public boolean isBeforeRetrain() {
        return beforeRetrain;
    }

    @DataBoundSetter
    public void setBeforeRetrain(boolean beforeRetrain) {
        this.beforeRetrain = beforeRetrain;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = onFailure;
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlMonitorGate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Watch a model in production";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return arguments.get("model") + " on " + arguments.get("target");
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            return new ListBoxModel().add("fail").add("unstable").add("notBuilt").add("rollback");
        }

        @POST
        public FormValidation doCheckInterval(@QueryParameter String value) {
            try {
                if (Util.fixEmptyAndTrim(value) != null) {
                    Durations.parse("interval", value);
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
