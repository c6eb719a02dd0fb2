package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.KeptBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.util.logging.Level;
import java.util.logging.Logger;

/** At the end of a build, completes the lineage of its models and keeps the builds that production needs, before the report; before it is deleted, keeps its record. */
@Extension(ordinal = 100)
public final class ModelListener extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(ModelListener.class.getName());

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        if (!Files.exists(new JobLayout(run.getParent().getRootDir().toPath()).registry())) {
            return;
        }
        try {
            RegistryState state = ModelFiles.registry(run).state();
            for (String model : state.models()) {
                for (ModelVersion version : state.versions(model)) {
                    if (version.build() == run.getNumber()) {
                        BuildLineage.write(run, version);
                    }
                }
                ProductionLock.release(run, model, "the build has ended");
                ProductionBuilds.keep(run.getParent(), model);
            }
            Promotions.complete(run, listener);
            ModelFilesRetention.apply(run.getParent(), listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The build is over; what it achieved does not depend on this.
            listener.error("[mlcd] the record of models could not be completed: " + e.getMessage());
        }
    }

    /** What the build recorded stays with the job: its trials, also those that failed or were pruned, and what made its models. */
    @Override
    public void onDeleted(Run<?, ?> run) {
        try {
            KeptBuild.keep(new JobLayout(run.getParent().getRootDir().toPath()), run.getNumber(), new BuildLayout(run.getRootDir().toPath()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "the record of " + run + ", which is being deleted, could not be taken over into its job", e);
        }
    }
}
