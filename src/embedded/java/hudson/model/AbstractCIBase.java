package hudson.model;

import hudson.security.AccessControlled;
import java.util.List;

/** What Jenkins is as a node and as a group of items. */
public abstract class AbstractCIBase extends Node implements ItemGroup<TopLevelItem>, AccessControlled, DescriptorByNameOwner {

    public abstract List<Node> getNodes();

    public abstract Queue getQueue();
}
