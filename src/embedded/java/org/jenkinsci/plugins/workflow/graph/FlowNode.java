package org.jenkinsci.plugins.workflow.graph;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** A step of a Pipeline as a node of its graph. The embedded host keeps no graph, so it gives none to its steps. */
public abstract class FlowNode extends Actionable implements Saveable {

    private final FlowExecution exec;
    private final String id;
    private final List<FlowNode> parents;

    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {
        this.exec = exec;
        this.id = id;
        this.parents = List.copyOf(parents);
    }

    protected FlowNode(FlowExecution exec, String id, FlowNode... parents) {
        this(exec, id, Arrays.asList(parents));
    }

    @NonNull
    public FlowExecution getExecution() {
        return exec;
    }

    @NonNull
    public List<FlowNode> getParents() {
        return parents;
    }

    public String getId() {
        return id;
    }

    @Override
    public String getDisplayName() {
        LabelAction label = getAction(LabelAction.class);
        return label != null ? label.getDisplayName() : getTypeDisplayName();
    }

    protected abstract String getTypeDisplayName();

    @Override
    public void save() throws IOException {
        // a node of no graph has no file
    }

    @Override
    public boolean equals(Object obj) {
        return obj != null && getClass() == obj.getClass() && id.equals(((FlowNode) obj).id) && exec.equals(((FlowNode) obj).exec);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
