package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.canary.ModelSource;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.target.ModelZip;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The models of a job's registry. */
public final class RegisteredModels implements ModelSource {

    private final Run<?, ?> run;
    private final Registry registry;

    public RegisteredModels(Run<?, ?> run, Registry registry) {
        this.run = run;
        this.registry = registry;
    }

    @Override
    public ModelZip zip(String model) throws IOException {
        return ModelFiles.open(run, version(model))::zip;
    }

    /** The archive of the build that registered it, as Jenkins serves it; an imported model has none. */
    @Override
    public Optional<URI> uri(String model) throws IOException {
        ModelVersion version = version(model);
        String root = Jenkins.get().getRootUrl();
        Run<?, ?> build = version.imported() ? null : run.getParent().getBuildByNumber(version.build());
        return root == null || build == null
                ? Optional.empty()
                : Optional.of(URI.create(root + build.getUrl() + "artifact/" + version.artifacts().replace(" ", "%20") + "/"));
    }

    private ModelVersion version(String model) throws IOException {
        return registry.state().find(model).orElseThrow(() -> new AbortException("model version '" + model + "' is not in the registry of this job"));
    }
}
