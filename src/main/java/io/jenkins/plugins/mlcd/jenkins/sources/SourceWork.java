package io.jenkins.plugins.mlcd.jenkins.sources;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.mlcd.jenkins.triggers.EventIntake;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.sources.Source;
import io.jenkins.plugins.mlcd.sources.SourceWatch;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/** Has the sources of all jobs looked at when their time has come, a few at a time, on threads of their own. */
@Extension
public final class SourceWork extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(SourceWork.class.getName());
    private static final int LOOKERS = 4;
    private static final long EVERY = 1_000;

    private final ExecutorService lookers =
            Executors.newFixedThreadPool(LOOKERS, new NamingThreadFactory(new DaemonThreadFactory(), "mlcd sources"));
    private final Set<String> looking = ConcurrentHashMap.newKeySet();
    private final SplittableRandom random = new SplittableRandom();

    @Override
    public long getRecurrencePeriod() {
        return EVERY;
    }

    @Override
    protected void doRun() {
        for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
            MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
            if (trigger != null && trigger.isEnabled()) {
                trigger.getSources().forEach(source -> begin(job, trigger, source));
            }
        }
    }

    /** A source that is being looked at is left alone; a slow one holds one thread, not the others. */
    private void begin(Job<?, ?> job, MlTrigger trigger, DataSource source) {
        String key = job.getFullName() + "\n" + source.describe();
        if (!looking.add(key)) {
            return;
        }
        lookers.execute(() -> {
            try {
                look(job, trigger, source);
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "what became of " + source.describe() + " cannot be recorded for " + job.getFullName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                looking.remove(key);
            }
        });
    }

    private void look(Job<?, ?> job, MlTrigger trigger, DataSource source) throws IOException, InterruptedException {
        Source lazy = before -> source.source(job).look(before); // a mistake in it counts as a look that failed
        SourceWatch watch = new SourceWatch(source.describe(), lazy, source.pace(), new JobLayout(job.getRootDir().toPath()).sources(),
                InstantSource.system(), random);
        if (watch.isDue()) {
            watch.look(change -> EventIntake.get().accept(List.of(PolledChange.of(job, trigger, source, change))));
        }
    }
}
