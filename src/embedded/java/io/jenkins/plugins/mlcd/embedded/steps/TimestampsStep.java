package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.console.ConsoleLogFilter;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Writes the time of day before each line that its block prints. */
public final class TimestampsStep extends Step {

    @DataBoundConstructor
    public TimestampsStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new BlockExecution(context, this::invoke);
    }

    private BodyInvoker invoke(StepContext context) throws Exception {
        return context.newBodyInvoker().withContext(
                BodyInvoker.mergeConsoleLogFilters(context.get(ConsoleLogFilter.class), new TimestampFilter()));
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("timestamps", "Times before log lines", true);
        }
    }
}
