package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** At the end of a build, completes the lineage of its model and keeps the builds that production needs. Before the report. */
@Extension(ordinal = 100)
public final class ModelListener extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        if (!Files.exists(new JobLayout(run.getParent().getRootDir().toPath()).registry())) {
            return;
        }
        try {
            RegistryState state = ModelFiles.registry(run).state();
            for (String model : state.models()) {
                Optional<ModelVersion> candidate = state.candidate(model, run.getNumber());
                if (candidate.isPresent()) {
                    BuildLineage.write(run, candidate.get());
                }
                ProductionBuilds.keep(run.getParent(), model);
            }
        } catch (IOException e) {
            // The build is over; what it achieved does not depend on this.
            listener.error("[mlcd] the lineage could not be written: " + e.getMessage());
        }
    }
}
