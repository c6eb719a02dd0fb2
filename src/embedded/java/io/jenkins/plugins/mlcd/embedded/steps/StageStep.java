package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Names a part of the pipeline. */
public final class StageStep extends Step {

    private final String name;
    private Integer concurrency;

    @DataBoundConstructor
    public StageStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public Integer getConcurrency() {
        return concurrency;
    }

    @DataBoundSetter
    public void setConcurrency(Integer concurrency) {
        this.concurrency = concurrency;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new BlockExecution(context, this::invoke);
    }

    private BodyInvoker invoke(StepContext context) throws Exception {
        context.get(TaskListener.class).getLogger().println("Stage " + name);
        return context.newBodyInvoker().withDisplayName(name).withContext(context.get(Branch.class).place().inside(name));
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor {
        public DescriptorImpl() {
            super("stage", "A stage", true, Branch.class);
        }
    }
}
