package io.jenkins.plugins.mlcd.jenkins.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepTrials;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code mlSweepJobs(study, metric, trials: kubernetesJob(yaml: ...))}: a whole study whose trials are Jobs, without an agent. It has
 * the parameters of {@link MlSweepStep}, and is a step of its own because Pipeline demands a body of each step that may have one.
 */
public final class MlSweepJobsStep extends MlSweepStep {

    private static final long serialVersionUID = 1L;

    private final SweepTrials trials;

    @DataBoundConstructor
    public MlSweepJobsStep(String study, @NonNull SweepTrials trials) {
        super(study);
        this.trials = trials;
    }

    /** What runs the trials. */
    public SweepTrials getTrials() {
        return trials;
    }

    @Override
    String function() {
        return "mlSweepJobs";
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        definition();
        return trials.start(context, this);
    }

    @Extension
    public static final class DescriptorImpl extends MlSweepStep.DescriptorImpl {

        @Override
        public String getFunctionName() {
            return "mlSweepJobs";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Sweep hyperparameters: run each trial as a Job";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return false;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of();
        }
    }
}
