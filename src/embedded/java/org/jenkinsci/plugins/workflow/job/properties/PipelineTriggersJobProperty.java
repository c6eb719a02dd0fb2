package org.jenkinsci.plugins.workflow.job.properties;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.JobProperty;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

public class PipelineTriggersJobProperty extends JobProperty<WorkflowJob> {
    @DataBoundConstructor public PipelineTriggersJobProperty(List<Trigger> triggers) {
    }

    protected Object readResolve() {
        throw new UnsupportedOperationException();
    }

    public void setTriggers(List<Trigger<?>> triggers) {
        throw new UnsupportedOperationException();
    }

    public List<Trigger<?>> getTriggers() {
        throw new UnsupportedOperationException();
    }

    public void addTrigger(Trigger t) {
        throw new UnsupportedOperationException();
    }

    public Trigger getTriggerForDescriptor(TriggerDescriptor td) {
        throw new UnsupportedOperationException();
    }

    public void stopTriggers() {
        throw new UnsupportedOperationException();
    }

    public void startTriggers(boolean newInstance) {
        throw new UnsupportedOperationException();
    }

    public void removeTrigger(Trigger t) {
        throw new UnsupportedOperationException();
    }

    public Map<TriggerDescriptor, Trigger<?>> getTriggersMap() {
        throw new UnsupportedOperationException();
    }

    public List<Action> getAllTriggerActions() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public PipelineTriggersJobProperty reconfigure(@NonNull StaplerRequest2 req, @CheckForNull JSONObject form) throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }
}
