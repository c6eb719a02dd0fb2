package io.jenkins.plugins.mlcd.jenkins.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialHandle;
import io.jenkins.plugins.mlcd.sweep.Report;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code mlReport(metric: 'accuracy', value: 0.97, step: 3)}: reports from a script and returns whether the trial should stop. */
public final class MlReportStep extends Step {

    private final String metric;
    private final double value;

    @CheckForNull
    private Integer step;

    @DataBoundConstructor
    public MlReportStep(String metric, double value) {
        this.metric = metric;
        this.value = value;
    }

    public String getMetric() {
        return metric;
    }

    public double getValue() {
        return value;
    }

    @CheckForNull
    public Integer getStep() {
        return step;
    }

    @DataBoundSetter
    public void setStep(@CheckForNull Integer step) {
        this.step = step;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Report report = report();
        return StepExecutions.synchronousNonBlocking(context, inner -> {
            TrialHandle trial = inner.get(TrialHandle.class);
            if (trial == null) {
                throw new AbortException("mlReport is called outside of mlSweep: put it into the body of mlSweep");
            }
            return trial.report(report).isPresent();
        });
    }

    private Report report() throws AbortException {
        if (step != null && step < 0) {
            throw new AbortException("mlReport: step " + step + " must be at least 0");
        }
        try {
            return Report.of(metric, value, step == null ? OptionalInt.empty() : OptionalInt.of(step));
        } catch (IllegalArgumentException e) {
            throw new AbortException("mlReport: " + e.getMessage());
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "mlReport";
        }

        @Override
        public String getDisplayName() {
            return "Report a metric of the running trial";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("metric") + " " + arguments.get("value");
        }

        @POST
        public FormValidation doCheckStep(@QueryParameter String value) {
            return value == null || value.isEmpty() || value.matches("\\d{1,9}")
                    ? FormValidation.ok()
                    : FormValidation.error("step '" + value + "' is not a whole number of at least 0");
        }
    }
}
