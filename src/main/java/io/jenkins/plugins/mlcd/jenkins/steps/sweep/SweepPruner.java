package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import java.io.Serializable;

/** A pruner as it is written in a Jenkinsfile: {@code pruner: median(startupTrials: 5)}. */
public abstract class SweepPruner extends AbstractDescribableImpl<SweepPruner> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException with one sentence that names the setting and the rule */
    public abstract Pruner pruner();
}
