package org.jenkinsci.plugins.workflow.job.properties;

import hudson.model.Item;
import hudson.model.JobProperty;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.stapler.DataBoundConstructor;

/** The triggers of a Pipeline job. */
public class PipelineTriggersJobProperty extends JobProperty<WorkflowJob> {

    private List<Trigger<?>> triggers = new ArrayList<>();

    @DataBoundConstructor
    public PipelineTriggersJobProperty(List<Trigger> triggers) {
        if (triggers != null) {
            triggers.forEach(t -> this.triggers.add(t));
        }
    }

    public void setTriggers(List<Trigger<?>> triggers) {
        this.triggers = new ArrayList<>(triggers);
    }

    public List<Trigger<?>> getTriggers() {
        return List.copyOf(triggers);
    }

    public void addTrigger(Trigger t) {
        triggers.add(t);
    }

    public void removeTrigger(Trigger t) {
        triggers.remove(t);
    }

    public Trigger getTriggerForDescriptor(TriggerDescriptor td) {
        return triggers.stream().filter(t -> t.getDescriptor() == td).findFirst().orElse(null);
    }

    public void stopTriggers() {
        triggers.forEach(Trigger::stop);
    }

    public void startTriggers(boolean newInstance) {
        triggers.forEach(t -> start(t, newInstance));
    }

    @SuppressWarnings("unchecked")
    private <J extends Item> void start(Trigger<J> trigger, boolean newInstance) {
        trigger.start((J) owner, newInstance);
    }

    public Map<TriggerDescriptor, Trigger<?>> getTriggersMap() {
        Map<TriggerDescriptor, Trigger<?>> map = new LinkedHashMap<>();
        triggers.forEach(t -> map.put(t.getDescriptor(), t));
        return map;
    }
}
