package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.AccessControlled;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.kohsuke.stapler.StaplerFallback;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AbstractCIBase extends Node implements ItemGroup<TopLevelItem>, StaplerProxy, StaplerFallback, AccessControlled, DescriptorByNameOwner {
    public static boolean LOG_STARTUP_PERFORMANCE;
    protected void resetLabel(Label l) {
        throw new UnsupportedOperationException();
    }

    protected void interruptReloadThread() {
        throw new UnsupportedOperationException();
    }

    public Set<String> getDisabledAdministrativeMonitors() {
        throw new UnsupportedOperationException();
    }

    public void setDisabledAdministrativeMonitors(Set<String> disabledAdministrativeMonitors) {
        throw new UnsupportedOperationException();
    }

    public abstract List<Node> getNodes();

    public abstract Queue getQueue();

    protected abstract ConcurrentMap<Node, Computer> getComputerMap();

    protected void updateNewComputer(Node n, boolean automaticAgentLaunch) {
        throw new UnsupportedOperationException();
    }

    protected void updateComputerList(boolean automaticAgentLaunch, @NonNull Collection<Node> nodes) {
        throw new UnsupportedOperationException();
    }
}
