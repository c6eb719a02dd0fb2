package io.jenkins.plugins.mlcd.embedded.steps;

import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** In Declarative, a block of free code among steps. */
public final class ScriptStep extends Step {

    @DataBoundConstructor
    public ScriptStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new BlockExecution(context, this::invoke);
    }

    private BodyInvoker invoke(StepContext context) throws Exception {
        return context.newBodyInvoker();
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("script", "Run free Groovy code", true);
        }
    }
}
