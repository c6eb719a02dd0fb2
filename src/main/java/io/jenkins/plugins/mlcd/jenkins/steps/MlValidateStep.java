package io.jenkins.plugins.mlcd.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.Benchmark;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.ValidateExecution;
import io.jenkins.plugins.mlcd.lint.GatePolicy;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.validate.Check;
import io.jenkins.plugins.mlcd.validate.Correction;
import io.jenkins.plugins.mlcd.validate.Gate;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlValidate(model)}: benchmarks a candidate against the model in production and decides on the evidence. */
public final class MlValidateStep extends Step implements Serializable {

    /** The value of {@code onFailure} that lets the build go on. */
    public static final String UNSTABLE = "unstable";

    private static final String FAIL = "fail";

    private static final long serialVersionUID = 1L;

    private final String model;
    private String baseline = "production";
    private List<Benchmark> benchmarks = new ArrayList<>();
    private List<String> checks = new ArrayList<>();
    private double confidence = 0.95;
    private double tolerance = 0.02;
    private String correction = Correction.HOLM.text();
    private int minSliceSamples = Gate.MIN_SLICE_SAMPLES;
    private String onFailure = FAIL;
    private String timeout = "30m";

    @DataBoundConstructor
    public MlValidateStep(String model) {
        this.model = model;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            check();
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlValidate: " + e.getMessage());
        }
        return new ValidateExecution(context, this);
    }

    private void check() {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("model is missing: name the model, such as 'digits'");
        }
        if (benchmarks.isEmpty()) {
            throw new IllegalArgumentException("benchmarks is empty: write benchmarks: [benchmark(name: 'old', command: '...')]");
        }
        Set<String> names = new HashSet<>();
        for (Benchmark benchmark : benchmarks) {
            benchmark.check();
            if (!names.add(benchmark.getName())) {
                throw new IllegalArgumentException("two benchmarks are named '" + benchmark.getName() + "'; names must differ");
            }
        }
        if (!FAIL.equals(onFailure) && !UNSTABLE.equals(onFailure)) {
            throw new IllegalArgumentException("onFailure '" + onFailure + "' is neither 'fail' nor 'unstable'");
        }
        if (commandTimeout().isZero()) {
            throw new IllegalArgumentException("timeout '" + timeout + "' must be longer than 0");
        }
        gate();
    }

    /**
     * The policy of this step.
     *
     * @throws IllegalArgumentException when it is none
     */
    public Gate gate() {
        return new Gate(parsedChecks(), confidence, tolerance, Correction.parse(correction), minSliceSamples);
    }

    /** The policy as the linter reads it. */
    public GatePolicy policy() {
        return new GatePolicy(benchmarks.stream().map(Benchmark::getName).toList(), checks, confidence, tolerance);
    }

    /** @throws IllegalArgumentException when a check is none */
    public List<Check> parsedChecks() {
        return Check.parseAll(checks, benchmarks.stream().map(Benchmark::getName).toList());
    }

    /** How long one run of a benchmark's command may take. */
    public Duration commandTimeout() {
        return Durations.parse("timeout", timeout);
    }

    public String getModel() {
        return model;
    }

    public String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(String baseline) {
        this.baseline = baseline;
    }

    public List<Benchmark> getBenchmarks() {
        return benchmarks;
    }

    @DataBoundSetter
    public void setBenchmarks(List<Benchmark> benchmarks) {
        this.benchmarks = new ArrayList<>(benchmarks);
    }

    public List<String> getChecks() {
        return checks;
    }

    @DataBoundSetter
    public void setChecks(List<String> checks) {
        this.checks = new ArrayList<>(checks);
    }

    public double getConfidence() {
        return confidence;
    }

    @DataBoundSetter
    public void setConfidence(double confidence) {
        this.confidence = confidence;
    }

    public double getTolerance() {
        return tolerance;
    }

    @DataBoundSetter
    public void setTolerance(double tolerance) {
        this.tolerance = tolerance;
    }

    public String getCorrection() {
        return correction;
    }

    @DataBoundSetter
    public void setCorrection(String correction) {
        this.correction = correction;
    }

    public int getMinSliceSamples() {
        return minSliceSamples;
    }

    @DataBoundSetter
    public void setMinSliceSamples(int minSliceSamples) {
        this.minSliceSamples = minSliceSamples;
    }

    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = onFailure;
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlValidate";
        }

        @Override
        public String getDisplayName() {
            return "Benchmark a model against the one in production";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        @POST
        public FormValidation doCheckModel(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            try {
                Durations.parse("timeout", value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public ListBoxModel doFillCorrectionItems() {
            ListBoxModel items = new ListBoxModel();
            items.add("Holm: hardly any slice fails wrongly", Correction.HOLM.text());
            items.add("Benjamini and Hochberg: few of those that fail", Correction.BH.text());
            return items;
        }

        @POST
        public ListBoxModel doFillOnFailureItems() {
            ListBoxModel items = new ListBoxModel();
            items.add("Fail the build", FAIL);
            items.add("Mark the build unstable", UNSTABLE);
            return items;
        }
    }
}
