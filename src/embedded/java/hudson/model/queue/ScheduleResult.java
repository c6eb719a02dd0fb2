package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Queue;

/** Whether a request for a build made one wait, joined one that waits already, or was refused. */
public abstract class ScheduleResult {

    public boolean isCreated() {
        return false;
    }

    public boolean isRefused() {
        return false;
    }

    @CheckForNull
    public Queue.Item getItem() {
        return null;
    }

    public final boolean isAccepted() {
        return !isRefused();
    }
}
