package org.jenkinsci.plugins.workflow.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.BallColor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.SubTask;
import hudson.security.ACL;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;

/** A job whose builds run a Pipeline. */
public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements ParameterizedJob<WorkflowJob, WorkflowRun>, TopLevelItem {

    private FlowDefinition definition;
    private boolean disabled;
    private boolean concurrent = true;
    private Integer quietPeriod;

    public WorkflowJob(ItemGroup parent, String name) {
        super(parent, name);
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        super.onLoad(parent, name);
        File[] builds = getBuildDir().listFiles(d -> d.getName().matches("\\d+") && new File(d, "build.xml").exists());
        for (File build : builds == null ? new File[0] : builds) {
            new WorkflowRun(this, build);
        }
        PipelineTriggersJobProperty triggers = getTriggersJobProperty();
        triggers.stopTriggers();
        triggers.startTriggers(false);
    }

    public FlowDefinition getDefinition() {
        return definition;
    }

    public void setDefinition(FlowDefinition definition) {
        this.definition = definition;
    }

    @Override
    public boolean isBuildable() {
        return !isDisabled();
    }

    @Override
    public boolean isDisabled() {
        return disabled;
    }

    @Override
    public BallColor getIconColor() {
        return disabled ? BallColor.DISABLED : super.getIconColor();
    }

    /** Seconds that a new build waits for further causes. */
    @Override
    public int getQuietPeriod() {
        return quietPeriod != null ? quietPeriod : (int) Host.get().options().quietPeriod().toSeconds();
    }

    public void setQuietPeriod(Integer seconds) throws IOException {
        quietPeriod = seconds;
        save();
    }

    @CheckForNull
    @Override
    public QueueTaskFuture<WorkflowRun> scheduleBuild2(int quietPeriod, Action... actions) {
        return ParameterizedJob.super.scheduleBuild2(quietPeriod, actions);
    }

    @Override
    public WorkflowRun createExecutable() throws IOException {
        WorkflowRun run = new WorkflowRun(this);
        run.save();
        return run;
    }

    @Override
    public boolean isInQueue() {
        return getQueueItem() != null;
    }

    @Override
    public Queue.Item getQueueItem() {
        return Queue.getInstance().getItem(this);
    }

    @Override
    public CauseOfBlockage getCauseOfBlockage() {
        return null;
    }

    @Override
    public boolean isConcurrentBuild() {
        return concurrent;
    }

    public void setConcurrentBuild(boolean b) throws IOException {
        concurrent = b;
        save();
    }

    @NonNull
    @Override
    public ACL getACL() {
        return super.getACL();
    }

    @Override
    public Collection<? extends SubTask> getSubTasks() {
        return ParameterizedJob.super.getSubTasks();
    }

    @Override
    public String getPronoun() {
        return "Pipeline";
    }

    @Override
    public TopLevelItemDescriptor getDescriptor() {
        return (TopLevelItemDescriptor) Jenkins.get().getDescriptorOrDie(WorkflowJob.class);
    }

    @Override
    public Map<TriggerDescriptor, Trigger<?>> getTriggers() {
        return getTriggersJobProperty().getTriggersMap();
    }

    /** The triggers of this job; an empty property when it has none. */
    public PipelineTriggersJobProperty getTriggersJobProperty() {
        PipelineTriggersJobProperty property = getProperty(PipelineTriggersJobProperty.class);
        return property != null ? property : new PipelineTriggersJobProperty(List.of());
    }

    /** Stops the old triggers and starts the new ones. */
    public void setTriggers(List<Trigger<?>> inputTriggers) throws IOException {
        getTriggersJobProperty().stopTriggers();
        removeProperty(PipelineTriggersJobProperty.class);
        if (!inputTriggers.isEmpty()) {
            PipelineTriggersJobProperty property = new PipelineTriggersJobProperty(List.of());
            property.setTriggers(inputTriggers);
            addProperty(property);
            property.startTriggers(true);
        }
    }

    public void addTrigger(Trigger trigger) throws IOException {
        List<Trigger<?>> all = new ArrayList<>(getTriggersJobProperty().getTriggers());
        all.add(trigger);
        setTriggers(all);
    }

    @Override
    public void delete() throws IOException, InterruptedException {
        getTriggersJobProperty().stopTriggers();
        super.delete();
    }
}
