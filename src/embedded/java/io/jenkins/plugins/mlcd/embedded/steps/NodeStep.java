package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.script.DefaultParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Holds an executor and a workspace while its block runs. Whatever the label, the node is this machine. */
public final class NodeStep extends Step {

    private String label;
    private String customWorkspace;

    @DataBoundConstructor
    public NodeStep() {}

    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = label;
    }

    /** Only for the agent section of Declarative; {@code node} on Jenkins has {@code ws} for it. */
    String getCustomWorkspace() {
        return customWorkspace;
    }

    public NodeStep withCustomWorkspace(String directory) {
        this.customWorkspace = directory;
        return this;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new NodeExecution(context, this);
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor implements DefaultParameter {
        public DescriptorImpl() {
            super("node", "Allocate a node", true, Branch.class, TaskListener.class);
        }

        @Override
        public String defaultParameter() {
            return "label";
        }
    }
}
