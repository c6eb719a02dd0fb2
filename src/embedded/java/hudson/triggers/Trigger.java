package hudson.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.DescriptorExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.scheduler.CronTabList;
import java.io.ObjectStreamException;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;

public abstract class Trigger<J extends Item> implements Describable<Trigger<?>>, ExtensionPoint {
    public void start(J project, boolean newInstance) {
        throw new UnsupportedOperationException();
    }

    public void run() {
        throw new UnsupportedOperationException();
    }

    public void stop() {
        throw new UnsupportedOperationException();
    }

    public Collection<? extends Action> getProjectActions() {
        throw new UnsupportedOperationException();
    }

    public TriggerDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    protected final String spec = null;
    protected CronTabList tabs;
    @CheckForNull protected J job;
    protected Trigger(@NonNull String cronTabSpec) {
    }

    protected Trigger() {
    }

    public final String getSpec() {
        throw new UnsupportedOperationException();
    }

    protected Object readResolve() throws ObjectStreamException {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public static void checkTriggers(Calendar cal) {
        throw new UnsupportedOperationException();
    }

    public static DescriptorExtensionList<Trigger<?>, TriggerDescriptor> all() {
        throw new UnsupportedOperationException();
    }

    public static List<TriggerDescriptor> for_(Item i) {
        throw new UnsupportedOperationException();
    }
}
