package hudson.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.BuildableItem;
import hudson.model.Cause;
import org.kohsuke.stapler.DataBoundConstructor;

public class TimerTrigger extends Trigger<BuildableItem> {
    @DataBoundConstructor public TimerTrigger(@NonNull String spec) {
    }

    public void run() {
        throw new UnsupportedOperationException();
    }

    public static class TimerTriggerCause extends Cause {
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public boolean equals(Object o) {
            throw new UnsupportedOperationException();
        }

        public int hashCode() {
            throw new UnsupportedOperationException();
        }

    }
}
