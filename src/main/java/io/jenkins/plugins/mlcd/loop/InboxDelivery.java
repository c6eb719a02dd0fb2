package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.Intake.Arrival;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers occurrences to the inboxes of the jobs that they concern. A job whose inbox cannot be written keeps no other from getting
 * its own; when no inbox can be written, the delivery fails as a whole.
 */
public final class InboxDelivery implements Dispatcher.Delivery {

    private static final Logger LOGGER = Logger.getLogger(InboxDelivery.class.getName());

    /** Where a job's record lies, and when causes start builds of it. */
    public record Destination(Path directory, TriggerPolicy policy) {}

    /** The jobs. */
    public interface Jobs {

        /** Empty when there is no such job any more. */
        Optional<Destination> destination(String job);

        /** Is told what became of causes that are new; asks for builds. */
        void judged(String job, List<Judged> causes);
    }

    private final Subscriptions subscriptions;
    private final Jobs jobs;
    private final InstantSource clock;
    private Set<Path> unsynced = new LinkedHashSet<>();

    public InboxDelivery(Subscriptions subscriptions, Jobs jobs, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public void deliver(List<Arrival> arrivals) throws IOException {
        Map<String, List<Arrival>> byJob = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            subscriptions.find(arrival.occurrence()).forEach(job -> byJob.computeIfAbsent(job, name -> new ArrayList<>()).add(arrival));
        }
        List<IOException> failures = new ArrayList<>();
        byJob.forEach((job, mine) -> {
            try {
                deliver(job, mine);
            } catch (IOException e) {
                failures.add(e);
                LOGGER.log(Level.SEVERE, e, () -> mine.size() + " events cannot be delivered to " + job + "; they stay in the intake's files only");
            }
        });
        if (!failures.isEmpty() && failures.size() == byJob.size()) {
            throw failures.get(0);
        }
    }

    private void deliver(String job, List<Arrival> arrivals) throws IOException {
        Optional<Destination> destination = jobs.destination(job);
        if (destination.isPresent()) {
            Path directory = destination.get().directory();
            List<Judged> judged = Inbox.of(directory, clock).receiveAll(arrivals, destination.get().policy());
            touched(directory);
            if (!judged.isEmpty()) {
                jobs.judged(job, judged);
            }
        }
    }

    private synchronized void touched(Path directory) {
        unsynced.add(directory);
    }

    @Override
    public void sync(Duration pause) throws IOException {
        Set<Path> directories;
        synchronized (this) {
            directories = unsynced;
            unsynced = new LinkedHashSet<>();
        }
        try {
            for (Path directory : directories) {
                Inbox.of(directory, clock).sync();
                Thread.sleep(pause.toMillis());
            }
        } catch (IOException e) {
            directories.forEach(this::touched);
            throw e;
        } catch (InterruptedException e) {
            directories.forEach(this::touched);
            throw new InterruptedIOException("interrupted while inboxes were written to disk");
        }
    }
}
