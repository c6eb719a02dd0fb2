package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Job;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told what becomes of the causes that ask for builds, after it is on record; on the thread that decided it, so it must be quick. */
public interface InboxListener extends ExtensionPoint {

    /** What happened. */
    enum Change {
        /** A build will be asked for. */
        ACCEPTED,
        /** It joined another cause, whose build serves both. */
        MERGED,
        SUPPRESSED,
        /** The build began. */
        STARTED,
        /** Its build was ended before it did anything, because the cause holds no longer. */
        NOT_BUILT,
        /** The build that it started failed for the first time after a success: the next one waits, longer after each failure. */
        BACKING_OFF,
        /** The job's own builds change the data set that starts them; it starts no more until a person or something else does. */
        LOOP_STOPPED
    }

    /** @param reason one sentence for people, or nothing */
    void changed(Job<?, ?> job, InboxEvent event, Change change, String reason);

    /** Tells all listeners; one that fails does not keep the others from being told. */
    static void fire(Job<?, ?> job, InboxEvent event, Change change, String reason) {
        for (InboxListener listener : ExtensionList.lookup(InboxListener.class)) {
            try {
                listener.changed(job, event, change, reason);
            } catch (RuntimeException e) {
                Logger.getLogger(InboxListener.class.getName())
                        .log(Level.WARNING, e, () -> listener.getClass().getName() + " failed on event " + event.id() + " of " + job.getFullName());
            }
        }
    }
}
