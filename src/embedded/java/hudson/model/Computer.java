package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;
import java.io.IOException;
import org.kohsuke.stapler.StaplerProxy;

public abstract class Computer extends Actionable implements AccessControlled, DescriptorByNameOwner, StaplerProxy {
    @Nullable public abstract VirtualChannel getChannel();

    @NonNull public String getName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public Node getNode() {
        throw new UnsupportedOperationException();
    }

    public boolean isOffline() {
        throw new UnsupportedOperationException();
    }

    public final boolean isOnline() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getUrl() {
        throw new UnsupportedOperationException();
    }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Nullable public static Computer currentComputer() {
        throw new UnsupportedOperationException();
    }
}
