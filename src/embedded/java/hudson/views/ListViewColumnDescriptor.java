package hudson.views;

import hudson.model.Descriptor;

/** Makes a kind of column known. */
public abstract class ListViewColumnDescriptor extends Descriptor<ListViewColumn> {

    public boolean shownByDefault() {
        return true;
    }
}
