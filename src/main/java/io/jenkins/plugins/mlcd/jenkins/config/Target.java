package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.model.Describable;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.Workload;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.target.TrafficSource;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A named place where models serve users. A Jenkinsfile says only its name, so that the same file runs against another
 * place when the administrator configures one.
 */
public abstract class Target implements Describable<Target>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** @throws IllegalArgumentException when the name is not one that files and URLs can hold */
    protected Target(String name) {
        this.name = BuildLayout.requireName("target", name);
    }

    public final String getName() {
        return name;
    }

    /**
     * The servers of models there.
     *
     * @param models whose files it may need
     * @throws IllegalArgumentException when no model can be deployed to a target of this kind
     */
    public Workload workload(ModelSource models) {
        throw new IllegalArgumentException("no model can be deployed to the target '" + name + "'");
    }

    /**
     * The servers of models there, which tell what they wait for.
     *
     * @param console gets a line for people
     * @throws IllegalArgumentException when no model can be deployed to a target of this kind
     */
    public Workload workload(ModelSource models, Consumer<String> console) {
        return workload(models);
    }

    /**
     * What the servers there recorded of their traffic.
     *
     * @throws IllegalArgumentException when a target of this kind records nothing
     */
    public TrafficSource traffic() {
        throw new IllegalArgumentException("the target '" + name + "' records no traffic");
    }

    /** Where the canary answers by itself; empty when that is not known. */
    public Optional<URI> canaryUrl() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** Where users' requests go; empty when that is not known. */
    public Optional<URI> productionUrl() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /**
     * What shares the traffic there where a Jenkinsfile does not choose.
     *
     * @throws IllegalArgumentException when a Jenkinsfile must choose
     */
    public TrafficRouter router() {
        throw new IllegalArgumentException("the target '" + name + "' has no router of its own; write router: ...");
    }

    /**
     * Where the figures come from where a Jenkinsfile does not choose.
     *
     * @throws IllegalArgumentException when a Jenkinsfile must choose
     */
    public MetricProvider provider() {
        throw new IllegalArgumentException("the target '" + name + "' has no provider of its own; write provider: ...");
    }

    /**
     * What queries of figures may name of a version there, such as {@code namespace} and {@code workload}.
     *
     * @param role {@code canary} or {@code stable}
     */
    public Map<String, String> queryVariables(String role) {
        return Map.of();
    }

    @Override
    public TargetDescriptor getDescriptor() {
        return (TargetDescriptor) Describable.super.getDescriptor();
    }
}
