package io.jenkins.plugins.mlcd.jenkins.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code mlCanaryBody(model, target) { sh './shift.sh' }}: a rollout whose body shares the traffic. It has the parameters of {@link MlCanaryStep}, and
 * is a step of its own because Pipeline demands a body of each step that may have one.
 */
public final class MlCanaryBodyStep extends MlCanaryStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public MlCanaryBodyStep(String model, String target) {
        super(model, target);
    }

    @Override
    public boolean routedByBody() {
        return true;
    }

    @Extension
    public static final class DescriptorImpl extends MlCanaryStep.DescriptorImpl {

        @Override
        public String getFunctionName() {
            return "mlCanaryBody";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Move traffic to a new model version step by step, by a body that sets each weight";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
