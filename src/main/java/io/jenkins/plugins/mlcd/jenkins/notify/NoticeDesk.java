package io.jenkins.plugins.mlcd.jenkins.notify;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.PeriodicWork;
import hudson.model.listeners.ItemListener;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.notify.MailBox;
import io.jenkins.plugins.mlcd.notify.Message;
import io.jenkins.plugins.mlcd.notify.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Sends notices, on one thread of its own: nobody who tells it something waits for a mail server, and no build depends on one. What
 * waits for a digest is sent when Jenkins stops; a crash loses it, but the inbox of the job has all of it.
 */
@Extension
public final class NoticeDesk extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(NoticeDesk.class.getName());
    private static final long EVERY = 5_000;
    private static final int PATIENCE_SECONDS = 5;

    /** Both belong to the sending thread. */
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Set<String> broken = new HashSet<>();

    private final ExecutorService sending =
            Executors.newSingleThreadExecutor(new NamingThreadFactory(new DaemonThreadFactory(), "mlcd notices"));

    private record Route(Job<?, ?> job, Notification to, MailBox box) {}

    public static NoticeDesk get() {
        return ExtensionList.lookupSingleton(NoticeDesk.class);
    }

    /** Tells those whom the job names, or those whom the configuration does; returns at once. */
    public void tell(Job<?, ?> job, Notice notice) {
        List<Notification> receivers = receivers(job);
        if (!receivers.isEmpty()) {
            execute(() -> {
                for (Notification receiver : receivers) {
                    if (receiver.wants(notice)) {
                        route(job, receiver).box().add(notice, Instant.now());
                    }
                }
                flush(box -> box.take(Instant.now()));
            });
        }
    }

    private static List<Notification> receivers(Job<?, ?> job) {
        MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
        List<Notification> own = trigger == null ? List.of() : trigger.getNotifications();
        return own.isEmpty() ? NotificationConfiguration.get().fallback().stream().toList() : own;
    }

    private Route route(Job<?, ?> job, Notification to) {
        String key = String.join("\n", job.getFullName(), to.describe(), String.valueOf(to.getDigest()), Integer.toString(to.getPerHour()));
        return routes.computeIfAbsent(key, k -> new Route(job, to, to.mailBox()));
    }

    private void flush(Function<MailBox, Optional<Message>> due) {
        for (Route route : routes.values()) {
            due.apply(route.box()).ifPresent(message -> send(route, message));
        }
    }

    /** A receiver that cannot be reached is said once in the log, until it can be reached again. */
    private void send(Route route, Message message) {
        String who = route.to().describe();
        try {
            route.to().send(route.job(), message);
            broken.remove(who);
        } catch (IOException | RuntimeException e) {
            if (broken.add(who)) {
                LOGGER.log(Level.WARNING, () -> route.job().getFullName() + ": nobody is told by " + who + ": " + e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long getRecurrencePeriod() {
        return EVERY;
    }

    @Override
    protected void doRun() {
        execute(() -> flush(box -> box.take(Instant.now())));
    }

    /** Once Jenkins stops, nobody is told any more. */
    private void execute(Runnable work) {
        try {
            sending.execute(work);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins stops", e);
        }
    }

    private void close() {
        if (sending.isShutdown()) {
            return;
        }
        sending.execute(() -> flush(box -> box.rest(Instant.now())));
        sending.shutdown();
        try {
            if (!sending.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warning("Jenkins stops before all notices are sent");
                sending.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is left when Jenkins stops. */
    @Extension
    public static final class Closing extends ItemListener {

        @Override
        public void onBeforeShutdown() {
            NoticeDesk.get().close();
        }
    }
}
