package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.AbortException;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What runs the trials of a sweep without a body, as it is written in a Jenkinsfile: {@code trials: kubernetesJob(yaml: ...)}. */
public abstract class SweepTrials extends AbstractDescribableImpl<SweepTrials> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws AbortException with one sentence that names the setting and the rule */
    public abstract StepExecution start(StepContext context, MlSweepStep step) throws AbortException;
}
