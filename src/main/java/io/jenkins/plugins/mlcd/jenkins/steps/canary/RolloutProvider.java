package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import java.io.Serializable;
import java.util.List;

/** Where the figures come from, as it is written in a Jenkinsfile: {@code provider: local()}. */
public abstract class RolloutProvider extends AbstractDescribableImpl<RolloutProvider> implements ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException when it has no figures of such a target */
    public abstract MetricProvider provider(Target target);

    /** As {@link #provider(Target)}, for a provider that needs what a build may use, such as credentials. */
    public MetricProvider provider(Target target, Run<?, ?> run) {
        return provider(target);
    }

    /** Names of figures of its own that rules may use. */
    public List<String> customMetrics() {
        return List.of();
    }
}
