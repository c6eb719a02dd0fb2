package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.model.Jenkins;

/** Once a day gives up the files of models that have become too old, also in jobs that do not build. */
@Extension
public final class RetentionWork extends AsyncPeriodicWork {

    public RetentionWork() {
        super("Retention of model files");
    }

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    @Override
    protected void execute(TaskListener listener) throws IOException, InterruptedException {
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (Files.exists(new JobLayout(job.getRootDir().toPath()).registry())) {
                ModelFilesRetention.apply(job, listener);
            }
        }
    }
}
