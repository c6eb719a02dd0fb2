package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;

/** A setting of a job that extends what the job does. */
public abstract class JobProperty<J extends Job<?, ?>> implements ReconfigurableDescribable<JobProperty<?>>, ExtensionPoint {

    protected transient J owner;

    protected void setOwner(J owner) {
        this.owner = owner;
    }

    /** Makes {@code job} the owner. */
    @SuppressWarnings("unchecked")
    final void attach(Job<?, ?> job) {
        setOwner((J) job);
    }

    @Override
    public JobPropertyDescriptor getDescriptor() {
        return (JobPropertyDescriptor) Jenkins.get().getDescriptorOrDie(getClass());
    }

    @NonNull
    public Collection<? extends Action> getJobActions(J job) {
        return List.of();
    }
}
