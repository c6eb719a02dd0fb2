package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.EnvVars;
import hudson.Util;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.IOException;
import jenkins.model.Jenkins;

/** The running side of a node. */
public abstract class Computer extends Actionable implements AccessControlled, DescriptorByNameOwner {

    private final Node node;

    Computer(Node node) {
        this.node = node;
    }

    @Nullable
    public abstract VirtualChannel getChannel();

    @NonNull
    public String getName() {
        return node.getNodeName();
    }

    @CheckForNull
    public Node getNode() {
        return node;
    }

    public boolean isOffline() {
        return getChannel() == null;
    }

    public final boolean isOnline() {
        return !isOffline();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return node.getDisplayName();
    }

    @NonNull
    public String getUrl() {
        return "computer/" + (getName().isEmpty() ? "(built-in)" : Util.rawEncode(getName())) + "/";
    }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        return EnvVars.getRemote(getChannel());
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getACL();
    }

    @Nullable
    public static Computer currentComputer() {
        Executor executor = Executor.currentExecutor();
        return executor == null ? null : executor.getOwner();
    }
}
