package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import java.io.IOException;
import java.util.stream.Stream;

/** Keeps Jenkins from discarding the builds whose archives hold a model that serves, or that a rollback would need. */
public final class ProductionBuilds {

    private ProductionBuilds() {}

    /**
     * Keeps the builds of the version in production and of its predecessor. A build that a person or an earlier promotion kept
     * stays kept: nothing is ever given free here.
     */
    public static void keep(Job<?, ?> job, String model) throws IOException {
        RegistryState state = Registry.of(job.getRootDir().toPath()).state();
        Iterable<ModelVersion> needed =
                Stream.concat(state.production(model).stream(), state.predecessor(model).stream())::iterator;
        for (ModelVersion version : needed) {
            Run<?, ?> build = version.imported() ? null : job.getBuildByNumber(version.build());
            if (build != null && !build.isKeepLog()) {
                build.keepLog(true);
            }
        }
    }
}
