package io.jenkins.plugins.mlcd.embedded.steps;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.engine.Body;
import io.jenkins.plugins.mlcd.embedded.script.Closures;
import io.jenkins.plugins.mlcd.embedded.script.NamedClosures;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs named branches at the same time, each on its own thread; with {@code failFast} the first failure stops the others. */
public final class ParallelStep extends Step {

    private static final String FAIL_FAST = "failFast";

    private final Map<String, Body> branches;
    private final boolean failFast;

    public ParallelStep(Map<String, Body> branches, boolean failFast) {
        this.branches = new LinkedHashMap<>(branches);
        this.failFast = failFast;
    }

    Map<String, Body> branches() {
        return branches;
    }

    boolean failFast() {
        return failFast;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ParallelExecution(context, this);
    }

    /** Why a branch was stopped. */
    static final class FailFast extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String branch;

        private FailFast(String branch) {
            this.branch = branch;
        }

        static FlowInterruptedException because(String branch) {
            return new FlowInterruptedException(Result.ABORTED, true, new FailFast(branch));
        }

        @Override
        public String getShortDescription() {
            return "Stopped because the branch '" + branch + "' failed";
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StockDescriptor implements NamedClosures {
        public DescriptorImpl() {
            super("parallel", "Run branches at the same time", false);
        }

        @Override
        public Step step(Map<?, ?> map) {
            Map<String, Body> branches = new LinkedHashMap<>();
            boolean failFast = false;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                if (name.equals(FAIL_FAST) && entry.getValue() instanceof Boolean value) {
                    failFast = value;
                } else if (entry.getValue() instanceof Closure<?> closure) {
                    branches.put(name, Closures.body(closure));
                } else {
                    throw new IllegalArgumentException("parallel: the branch '" + name + "' is no block but " + entry.getValue());
                }
            }
            return new ParallelStep(branches, failFast);
        }
    }
}
