package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import java.io.Serializable;

/** A sampler as it is written in a Jenkinsfile: {@code sampler: random(seed: 7)}. */
public abstract class SweepSampler extends AbstractDescribableImpl<SweepSampler> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException with one sentence that names the setting and the rule */
    public abstract Sampler sampler();
}
