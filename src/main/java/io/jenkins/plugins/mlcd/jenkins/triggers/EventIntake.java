package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.mlcd.loop.Dispatcher;
import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.InboxDelivery;
import io.jenkins.plugins.mlcd.loop.Intake;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.loop.Subscriptions;
import io.jenkins.plugins.mlcd.loop.TriggerRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.util.Timer;

/**
 * Where everything that happens outside enters Jenkins, whether a webhook told it or somebody looked: {@code $JENKINS_HOME/mlcd}. It is
 * on disk when {@link #accept} returns, and finds its jobs after that.
 */
@Extension
public final class EventIntake extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(EventIntake.class.getName());

    private final Subscriptions subscriptions = new Subscriptions();

    @CheckForNull
    private Intake intake;

    @CheckForNull
    private Dispatcher dispatcher;

    public static EventIntake get() {
        return ExtensionList.lookupSingleton(EventIntake.class);
    }

    /** Returns when all of them are on disk: none is lost from here on. */
    public void accept(List<Occurrence> occurrences) throws IOException {
        open().accept(occurrences);
    }

    void subscribe(String job, TriggerRule rule) {
        subscriptions.put(job, rule);
    }

    void unsubscribe(String job) {
        subscriptions.remove(job);
    }

    private static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve("mlcd");
    }

    private synchronized Intake open() throws IOException {
        if (intake == null) {
            Intake opened = Intake.open(directory(), InstantSource.system());
            dispatcher = Dispatcher.start(opened, new InboxDelivery(subscriptions, new Jobs(), InstantSource.system()));
            intake = opened;
        }
        return intake;
    }

    /** What was accepted before a crash goes on to its jobs, and causes without a build get theirs. */
    @Override
    public void onLoaded() {
        Timer.get().schedule(BuildRequests.get()::recover, 0, TimeUnit.SECONDS);
        if (Files.isDirectory(directory())) {
            try {
                open();
            } catch (IOException e) {
                LOGGER.log(Level.SEVERE, e, () -> "what webhooks told before this start cannot be read");
            }
        }
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job<?, ?> job) {
            unsubscribe(oldFullName);
            MlTrigger trigger = ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
            if (trigger != null) {
                subscribe(newFullName, trigger.rule(item));
            }
        }
    }

    @Override
    public void onDeleted(Item item) {
        unsubscribe(item.getFullName());
    }

    @Override
    public synchronized void onBeforeShutdown() {
        if (intake != null && dispatcher != null) {
            dispatcher.close();
            try {
                intake.close();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "the intake of webhooks could not be closed");
            }
            intake = null;
        }
    }

    /** The jobs of this Jenkins, whoever may see them: nobody is logged in when an event comes in. */
    private static final class Jobs implements InboxDelivery.Jobs {

        @Override
        public Optional<InboxDelivery.Destination> destination(String name) {
            Job<?, ?> job = find(name);
            MlTrigger trigger = job == null ? null : ParameterizedJobMixIn.getTrigger(job, MlTrigger.class);
            return trigger == null ? Optional.empty()
                    : Optional.of(new InboxDelivery.Destination(job.getRootDir().toPath(), trigger.policy(job)));
        }

        @Override
        public void judged(String name, List<Judged> causes) {
            Job<?, ?> job = find(name);
            if (job != null) {
                BuildRequests.get().judged(job, causes);
            }
        }

        @CheckForNull
        private static Job<?, ?> find(String name) {
            try (ACLContext everything = ACL.as2(ACL.SYSTEM2)) {
                return Jenkins.get().getItemByFullName(name, Job.class);
            }
        }
    }
}
