package hudson.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.DescriptorExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import java.io.ObjectStreamException;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.triggers.TriggeredItem;

/** Starts builds of a job by itself, on a schedule or on an event. */
public abstract class Trigger<J extends Item> implements Describable<Trigger<?>>, ExtensionPoint {

    protected final String spec;
    protected transient CronTabList tabs;
    @CheckForNull
    protected transient J job;

    protected Trigger(@NonNull String cronTabSpec) {
        this.spec = cronTabSpec;
        this.tabs = CronTabList.create(cronTabSpec);
    }

    protected Trigger() {
        this.spec = "";
        this.tabs = new CronTabList(List.of());
    }

    /** Called when the trigger begins to watch for {@code project}; {@code newInstance} when it was just configured. */
    public void start(J project, boolean newInstance) {
        this.job = project;
        this.tabs = CronTabList.create(spec, Hash.from(project.getFullName()));
    }

    /** Called when the schedule says so. */
    public void run() {
        // nothing by default
    }

    public void stop() {
        // nothing by default
    }

    public Collection<? extends Action> getProjectActions() {
        return List.of();
    }

    @Override
    public TriggerDescriptor getDescriptor() {
        return (TriggerDescriptor) Jenkins.get().getDescriptorOrDie(getClass());
    }

    public final String getSpec() {
        return spec;
    }

    protected Object readResolve() throws ObjectStreamException {
        tabs = CronTabList.create(spec);
        return this;
    }

    /** Runs the triggers of all jobs whose schedule has the minute of {@code cal}. */
    public static void checkTriggers(Calendar cal) {
        for (TriggeredItem item : Jenkins.get().getAllItems(TriggeredItem.class)) {
            for (Trigger<?> trigger : item.getTriggers().values()) {
                if (trigger.tabs.check(cal)) {
                    trigger.run();
                }
            }
        }
    }

    public static DescriptorExtensionList<Trigger<?>, TriggerDescriptor> all() {
        return DescriptorExtensionList.createDescriptorList(Jenkins.getInstanceOrNull(), (Class) Trigger.class);
    }

    public static List<TriggerDescriptor> for_(Item i) {
        return all().stream().filter(d -> d.isApplicable(i)).toList();
    }
}
