package io.jenkins.plugins.mlcd.jenkins.models;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every job that has registered a model its part of the remote API. */
@Extension
@SuppressWarnings("rawtypes") // as the extension point has it
public final class JobModelsFactory extends TransientActionFactory<Job> {

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Job job) {
        return Files.exists(new JobLayout(job.getRootDir().toPath()).registry()) ? List.of(new JobModels(job)) : List.of();
    }
}
