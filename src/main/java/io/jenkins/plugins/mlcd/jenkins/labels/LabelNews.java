package io.jenkins.plugins.mlcd.jenkins.labels;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.mlcd.jenkins.triggers.EventIntake;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Tells a job that enough of its samples have new labels, as a new version of its data set: {@code mlTrigger(dataset: ..., minNewSamples: ...)} may start a build for it. It looks
 * after each label, and once a minute for those that were given elsewhere, such as on a command line.
 */
@Extension
public final class LabelNews extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(LabelNews.class.getName());

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void doRun() {
        try (ACLContext everything = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
                tell(job);
            }
        }
    }

    /** Never fails: the label is recorded whatever becomes of the news, which are told again later. */
    public static void tell(Job<?, ?> job) {
        Path directory = job.getRootDir().toPath();
        try {
            for (String model : new JobLayout(directory).labelled()) {
                new LabelQueue(directory, model, InstantSource.system()).announce((settings, fresh, key) -> EventIntake.get().accept(List.of(of(job, settings, fresh, key))));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "new labels of " + job.getFullName() + " cannot be told of now");
        }
    }

    private static Occurrence of(Job<?, ?> job, QueueSettings settings, int fresh, String key) {
        return new Occurrence(Occurrence.Kind.DATASET, true, settings.dataset(), List.of(), Occurrence.datasetKey(settings.dataset(), key),
                fresh + " samples of " + settings.model() + " have new labels", Map.of("job", job.getFullName()), OptionalLong.of(fresh), OptionalLong.empty(), OptionalDouble.empty(),
                Json.object().put("dataset", settings.dataset()).put("model", settings.model()).put("labels", fresh), "labels");
    }
}
