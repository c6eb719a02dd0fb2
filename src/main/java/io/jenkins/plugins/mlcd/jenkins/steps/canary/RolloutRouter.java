package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import java.io.Serializable;

/** What shares the traffic, as it is written in a Jenkinsfile: {@code router: local()}. */
public abstract class RolloutRouter extends AbstractDescribableImpl<RolloutRouter> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException when it cannot share the traffic of such a target */
    public abstract TrafficRouter router(Target target);
}
