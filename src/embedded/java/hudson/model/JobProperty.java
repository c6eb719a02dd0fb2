package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.queue.SubTask;
import java.util.Collection;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class JobProperty<J extends Job<?, ?>> implements ReconfigurableDescribable<JobProperty<?>>, ExtensionPoint {
    protected J owner;
    protected void setOwner(J owner) {
        throw new UnsupportedOperationException();
    }

    public JobPropertyDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    @NonNull public Collection<? extends Action> getJobActions(J job) {
        throw new UnsupportedOperationException();
    }

    public Collection<?> getJobOverrides() {
        throw new UnsupportedOperationException();
    }

    public JobProperty<?> reconfigure(StaplerRequest2 req, JSONObject form) throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }

    public Collection<? extends SubTask> getSubTasks() {
        throw new UnsupportedOperationException();
    }
}
