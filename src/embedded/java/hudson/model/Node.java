package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;

/** A machine that builds. */
public abstract class Node extends AbstractModelObject implements ExtensionPoint, AccessControlled {

    @Override
    public String getDisplayName() {
        return getNodeName();
    }

    @NonNull
    public abstract String getNodeName();

    @CheckForNull
    public final Computer toComputer() {
        return new BuiltInComputer(this);
    }

    @CheckForNull
    public final VirtualChannel getChannel() {
        return FilePath.localChannel;
    }

    public abstract String getLabelString();

    @CheckForNull
    public abstract FilePath getRootPath();

    @CheckForNull
    public FilePath createPath(String absolutePath) {
        return new FilePath(getChannel(), absolutePath);
    }
}
