package hudson.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.BuildableItem;
import hudson.model.Cause;
import org.kohsuke.stapler.DataBoundConstructor;

/** Builds on a schedule. */
public class TimerTrigger extends Trigger<BuildableItem> {

    @DataBoundConstructor
    public TimerTrigger(@NonNull String spec) {
        super(spec);
    }

    @Override
    public void run() {
        if (job != null) {
            job.scheduleBuild(0, new TimerTriggerCause());
        }
    }

    /** The schedule said so. */
    public static class TimerTriggerCause extends Cause {

        @Override
        public String getShortDescription() {
            return "Started by timer";
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof TimerTriggerCause;
        }

        @Override
        public int hashCode() {
            return 5;
        }
    }
}
