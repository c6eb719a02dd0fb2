package hudson.views;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import jenkins.model.Jenkins;

/** A column of a list of jobs. The embedded host shows none. */
public abstract class ListViewColumn implements ExtensionPoint, Describable<ListViewColumn> {

    public String getColumnCaption() {
        return getDescriptor().getDisplayName();
    }

    @SuppressWarnings("unchecked")
    @Override
    public Descriptor<ListViewColumn> getDescriptor() {
        return Jenkins.get().getDescriptorOrDie(getClass());
    }
}
