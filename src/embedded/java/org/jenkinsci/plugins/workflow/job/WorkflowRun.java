package org.jenkinsci.plugins.workflow.job;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun> implements FlowExecutionOwner.Executable {
    public WorkflowRun(WorkflowJob job) throws IOException {
        super(job);
    }

    public WorkflowRun(WorkflowJob job, File dir) throws IOException {
        super(job, dir);
    }

    protected void dropLinks() {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getPreviousBuild() {
        throw new UnsupportedOperationException();
    }

    public WorkflowRun getNextBuild() {
        throw new UnsupportedOperationException();
    }

    public void run() {
        throw new UnsupportedOperationException();
    }

    public void doTerm() {
        throw new UnsupportedOperationException();
    }

    public void doKill() {
        throw new UnsupportedOperationException();
    }

    @NonNull public EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public void reload() throws IOException {
        throw new UnsupportedOperationException();
    }

    protected void onLoad() {
        throw new UnsupportedOperationException();
    }

    public void setResult(@NonNull Result r) {
        throw new UnsupportedOperationException();
    }

    public void deleteArtifacts() throws IOException {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public FlowExecution getExecution() {
        throw new UnsupportedOperationException();
    }

    @NonNull public ListenableFuture<FlowExecution> getExecutionPromise() {
        throw new UnsupportedOperationException();
    }

    @NonNull public FlowExecutionOwner asFlowExecutionOwner() {
        throw new UnsupportedOperationException();
    }

    public boolean hasntStartedYet() {
        throw new UnsupportedOperationException();
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public boolean isInProgress() {
        throw new UnsupportedOperationException();
    }

    public boolean isLogUpdated() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public Set<String> getCulpritIds() {
        throw new UnsupportedOperationException();
    }

    @NonNull public Set<User> getCulprits() {
        throw new UnsupportedOperationException();
    }

    public boolean shouldCalculateCulprits() {
        throw new UnsupportedOperationException();
    }

    public HttpResponse doStop() {
        throw new UnsupportedOperationException();
    }

    @NonNull public InputStream getLogInputStream() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void doConsoleText(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull public Reader getLogReader() throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull public String getLog() throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull public List<String> getLog(int maxLines) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getTarget() {
        return this;
    }
}
