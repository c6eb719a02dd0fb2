package io.jenkins.plugins.mlcd.jenkins.labels;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/** Gives every job that has a queue of labels its page. */
@Extension
@SuppressWarnings("rawtypes") // as the extension point has it
public final class LabelsPageFactory extends TransientActionFactory<Job> {

    private static final Logger LOGGER = Logger.getLogger(LabelsPageFactory.class.getName());

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Job job) {
        try {
            return new JobLayout(job.getRootDir().toPath()).labelled().isEmpty() ? List.of() : List.of(new LabelsPage(job));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "whether " + job.getFullName() + " has labels is not known");
            return List.of();
        }
    }
}
