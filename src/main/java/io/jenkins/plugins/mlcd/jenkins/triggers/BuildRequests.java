package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.PeriodicWork;
import hudson.model.Queue;
import hudson.model.StringParameterValue;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.mlcd.jenkins.triggers.InboxListener.Change;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import jenkins.util.Timer;

/**
 * Asks the queue for the builds of causes that wait, when their time has come, and again when it was refused: while the job is disabled
 * or Jenkins is about to shut down. The queue is asked under one lock a job, so a cause is asked for once.
 */
@Extension
public final class BuildRequests extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(BuildRequests.class.getName());

    private static final long AGAIN_SECONDS = 10;
    private static final Object[] LOCKS = new Object[64];

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    /** Jobs with causes that wait. */
    private final Set<String> attention = ConcurrentHashMap.newKeySet();

    /** What the queue took, by job and cause, to see when a person takes it out again. */
    private final Map<String, Queue.Item> asked = new ConcurrentHashMap<>();

    public static BuildRequests get() {
        return ExtensionList.lookupSingleton(BuildRequests.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(AGAIN_SECONDS);
    }

    @Override
    protected void doRun() {
        attention.forEach(this::attend);
    }

    /** By its name, because what a job is can change until then: Jenkins reads it anew, or somebody deletes it. */
    void attendLater(String job, long millis) {
        Timer.get().schedule(() -> attend(job), millis, TimeUnit.MILLISECONDS);
    }

    private void attend(String name) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        Job<?, ?> job = jenkins == null || jenkins.isTerminating() ? null : jenkins.getItemByFullName(name, Job.class);
        if (job == null) {
            attention.remove(name);
        } else {
            attend(job);
        }
    }

    /** Tells the listeners, and asks for what there is to ask for. */
    void judged(Job<?, ?> job, List<Judged> causes) {
        for (Judged judged : causes) {
            InboxEvent event = judged.event();
            Change change = switch (event.outcome()) {
                case MERGED -> Change.MERGED;
                case SUPPRESSED -> judged.loop() ? Change.LOOP_STOPPED : Change.SUPPRESSED;
                default -> Change.ACCEPTED;
            };
            InboxListener.fire(job, event, change, event.detail());
        }
        if (causes.stream().anyMatch(judged -> judged.event().waits())) {
            attend(job);
        }
    }

    /** Asks for the builds of the job's causes that are due. */
    void attend(Job<?, ?> job) {
        attention.add(job.getFullName());
        try (ACLContext everything = ACL.as2(ACL.SYSTEM2)) {
            synchronized (lock(job)) {
                Inbox inbox = inbox(job);
                endGoneBuilds(job, inbox);
                List<Inbox.Waiting> waiting = inbox.waiting();
                for (Inbox.Waiting each : waiting) {
                    attend(job, inbox, each);
                }
                if (waiting.isEmpty()) {
                    attention.remove(job.getFullName());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "builds of " + job.getFullName() + " cannot be asked for now");
        }
    }

    private void attend(Job<?, ?> job, Inbox inbox, Inbox.Waiting waiting) throws IOException {
        long millis = Duration.between(Instant.now(), waiting.due()).toMillis();
        if (millis > 0 && !waiting.leader().kind().equals("monitor")) {
            attendLater(job.getFullName(), millis + 1);
        } else if (waiting.leader().outcome() == InboxEvent.Outcome.SCHEDULED) {
            watch(job, inbox, waiting.leader());
        } else if (!waiting.held()) {
            ask(job, inbox, waiting, Math.max(0, millis));
        }
    }

    /** A person may take a build out of the queue; a crash takes all of them. */
    private void watch(Job<?, ?> job, Inbox inbox, InboxEvent leader) throws IOException {
        Queue.Item item = asked.get(key(job, leader));
        if (item != null && item.getFuture().isCancelled() && !Jenkins.get().isTerminating()) {
            asked.remove(key(job, leader));
            suppress(job, inbox, leader, "its build was taken out of the queue");
        }
    }

    /** What a build asks for itself is in the queue before it ends, so that whoever watches the job sees that it goes on. */
    private void ask(Job<?, ?> job, Inbox inbox, Inbox.Waiting waiting, long millis) throws IOException {
        InboxEvent leader = waiting.leader();
        if (Jenkins.get().isQuietingDown() || !(job instanceof ParameterizedJob<?, ?> buildable) || !buildable.isBuildable()) {
            return; // asked again later
        }
        Optional<String> refutation = CauseChecks.refutation(job, List.of(leader, waiting.newest()), waiting.members() > 2);
        if (refutation.isPresent()) {
            suppress(job, inbox, leader, refutation.get());
            return;
        }
        MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
        boolean own = millis > 0 || trigger != null && trigger.getQuietPeriod() != null;
        int quiet = own ? (int) TimeUnit.MILLISECONDS.toSeconds(millis + 999) : -1;
        Queue.Item item = ParameterizedJobMixIn.scheduleBuild2(job, quiet, actions(trigger, waiting).toArray(Action[]::new));
        if (item != null) {
            asked.put(key(job, leader), item);
            inbox.scheduled(leader.id());
        }
    }

    private static List<Action> actions(@CheckForNull MlTrigger trigger, Inbox.Waiting waiting) {
        List<Action> actions = new ArrayList<>(List.of(new CauseAction(MlCause.of(waiting.leader()))));
        Map<String, String> values = trigger == null ? Map.of() : trigger.parameters(waiting.newest());
        if (!values.isEmpty()) {
            List<ParameterValue> parameters = new ArrayList<>();
            values.forEach((name, value) -> parameters.add(new StringParameterValue(name, value)));
            actions.add(new ParametersAction(parameters));
        }
        return actions;
    }

    private static void suppress(Job<?, ?> job, Inbox inbox, InboxEvent leader, String reason) throws IOException {
        inbox.suppress(leader.id(), reason);
        InboxListener.fire(job, leader, Change.SUPPRESSED, reason);
    }

    /** The cause has its build; nobody needs to watch the queue for it. */
    void began(Job<?, ?> job, String event) {
        asked.remove(job.getFullName() + "\n" + event);
    }

    private static String key(Job<?, ?> job, InboxEvent event) {
        return job.getFullName() + "\n" + event.id();
    }

    private static Object lock(Job<?, ?> job) {
        return LOCKS[Math.floorMod(job.getFullName().hashCode(), LOCKS.length)];
    }

    static Inbox inbox(Job<?, ?> job) {
        return Inbox.of(job.getRootDir().toPath());
    }

    /** A build whose end was not recorded, because it was deleted or Jenkins was killed, holds nothing up. */
    private static void endGoneBuilds(Job<?, ?> job, Inbox inbox) throws IOException {
        inbox.reconcile(key -> Optional.empty(), number -> MlCauses.resultOf(job, number));
    }

    /** After a start: brings the inboxes in line with the builds, judges what was not judged, and asks for what waits. */
    void recover() {
        try (ACLContext everything = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
                if (Files.exists(new JobLayout(job.getRootDir().toPath()).inbox())) {
                    recover(job);
                }
            }
        }
    }

    private void recover(Job<?, ?> job) {
        try {
            MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
            List<Judged> judged;
            synchronized (lock(job)) {
                Inbox inbox = inbox(job);
                inbox.reconcile(key -> MlCauses.buildOf(job, key), number -> MlCauses.resultOf(job, number));
                judged = trigger == null ? List.of() : inbox.judgeAgain(trigger.policy(job));
                inbox.askAgain(id -> asked.containsKey(job.getFullName() + "\n" + id));
            }
            judged(job, judged);
            attend(job);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "the inbox of " + job.getFullName() + " cannot be read");
        }
    }
}
