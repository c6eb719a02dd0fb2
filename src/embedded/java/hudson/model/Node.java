package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;

public abstract class Node extends AbstractModelObject implements ReconfigurableDescribable<Node>, ExtensionPoint, AccessControlled, PersistenceRoot {
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @NonNull public abstract String getNodeName();

    @CheckForNull public final Computer toComputer() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public final VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    public abstract String getLabelString();

    @CheckForNull public abstract FilePath getRootPath();

    @CheckForNull public FilePath createPath(String absolutePath) {
        throw new UnsupportedOperationException();
    }
}
