package io.jenkins.plugins.mlcd.jenkins.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every job that has registered a model, taken a trigger in, or whose last build recorded something, its page. */
@Extension
@SuppressWarnings("rawtypes") // as the extension point has it
public final class JobPageFactory extends TransientActionFactory<Job> {

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Job job) {
        return hasRecord(job) ? List.of(new JobPage(job)) : List.of();
    }

    private static boolean hasRecord(Job<?, ?> job) {
        if (Files.isDirectory(new JobLayout(job.getRootDir().toPath()).directory())) {
            return true;
        }
        Run<?, ?> last = job.getLastBuild();
        return last != null && Files.isDirectory(new BuildLayout(last.getRootDir().toPath()).directory());
    }
}
