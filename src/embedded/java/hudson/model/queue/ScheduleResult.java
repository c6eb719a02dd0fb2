package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Queue;

public abstract class ScheduleResult {
    public boolean isCreated() {
        throw new UnsupportedOperationException();
    }

    public boolean isRefused() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public Queue.Item getItem() {
        throw new UnsupportedOperationException();
    }

    public final boolean isAccepted() {
        throw new UnsupportedOperationException();
    }

    public static final class Created extends ScheduleResult {
        public boolean isCreated() {
            throw new UnsupportedOperationException();
        }

        public Queue.Item getItem() {
            throw new UnsupportedOperationException();
        }

        private Created() {}

    }
}
