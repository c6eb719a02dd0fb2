package org.jenkinsci.plugins.workflow.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.BallColor;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.RunMap;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.SubTask;
import hudson.security.ACL;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

public final class WorkflowJob extends Job<WorkflowJob, WorkflowRun> implements ParameterizedJobMixIn.ParameterizedJob<WorkflowJob, WorkflowRun>, TopLevelItem {
    public WorkflowJob(ItemGroup parent, String name) {
        super(parent, name);
    }

    public void onCreatedFromScratch() {
        throw new UnsupportedOperationException();
    }

    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    public FlowDefinition getDefinition() {
        throw new UnsupportedOperationException();
    }

    public void setDefinition(FlowDefinition definition) {
        throw new UnsupportedOperationException();
    }

    protected void submit(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException, ServletException, Descriptor.FormException {
        throw new UnsupportedOperationException();
    }

    public void addProperty(JobProperty jobProp) throws IOException {
        throw new UnsupportedOperationException();
    }

    public boolean isBuildable() {
        throw new UnsupportedOperationException();
    }

    protected RunMap<WorkflowRun> _getRuns() {
        throw new UnsupportedOperationException();
    }

    protected void removeRun(WorkflowRun run) {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getBuildByNumber(int n) {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getFirstBuild() {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getNearestBuild(int n) {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getNearestOldBuild(int n) {
        throw new UnsupportedOperationException();
    }

    protected List<WorkflowRun> getEstimatedDurationCandidates() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public QueueTaskFuture<WorkflowRun> scheduleBuild2(int quietPeriod, Action... actions) {
        throw new UnsupportedOperationException();
    }

    public boolean isDisabled() {
        throw new UnsupportedOperationException();
    }

    public boolean supportsMakeDisabled() {
        throw new UnsupportedOperationException();
    }

    public BallColor getIconColor() {
        throw new UnsupportedOperationException();
    }

    public int getQuietPeriod() {
        throw new UnsupportedOperationException();
    }

    public void setQuietPeriod(Integer seconds) throws IOException {
        throw new UnsupportedOperationException();
    }

    public boolean isInQueue() {
        throw new UnsupportedOperationException();
    }

    public Queue.Item getQueueItem() {
        throw new UnsupportedOperationException();
    }

    public CauseOfBlockage getCauseOfBlockage() {
        throw new UnsupportedOperationException();
    }

    public boolean isConcurrentBuild() {
        throw new UnsupportedOperationException();
    }

    public boolean isResumeBlocked() {
        throw new UnsupportedOperationException();
    }

    public void setResumeBlocked(boolean resumeBlocked) {
        throw new UnsupportedOperationException();
    }

    public void setConcurrentBuild(boolean b) throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public Collection<? extends SubTask> getSubTasks() {
        throw new UnsupportedOperationException();
    }

    public Label getAssignedLabel() {
        throw new UnsupportedOperationException();
    }

    public Node getLastBuiltOn() {
        throw new UnsupportedOperationException();
    }

    public Object getSameNodeConstraint() {
        throw new UnsupportedOperationException();
    }

    public String getPronoun() {
        throw new UnsupportedOperationException();
    }

    public TopLevelItemDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public Map<TriggerDescriptor, Trigger<?>> getTriggers() {
        throw new UnsupportedOperationException();
    }

    public PipelineTriggersJobProperty getTriggersJobProperty() {
        throw new UnsupportedOperationException();
    }

    public void setTriggers(List<Trigger<?>> inputTriggers) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void addTrigger(Trigger trigger) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void removeProperty(JobProperty jobProperty) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void addAction(@NonNull Action a) {
        throw new UnsupportedOperationException();
    }

    public void replaceAction(@NonNull Action a) {
        throw new UnsupportedOperationException();
    }

    public Item asItem() {
        throw new UnsupportedOperationException();
    }

    protected void performDelete() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public static void alias() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getTarget() {
        return this;
    }
}
