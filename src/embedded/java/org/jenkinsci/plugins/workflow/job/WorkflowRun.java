package org.jenkinsci.plugins.workflow.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A build of a Pipeline job. */
public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun> implements FlowExecutionOwner.Executable {

    private volatile boolean completed;
    private boolean begun;
    private transient BuildLog log;

    public WorkflowRun(WorkflowJob job) throws IOException {
        super(job);
    }

    /** Loads a build. One that was running when its process ended is still {@linkplain #isBuilding building}: it can be run again or be killed. */
    public WorkflowRun(WorkflowJob job, File dir) throws IOException {
        super(job, dir);
        onLoad();
    }

    /** Runs the Pipeline to its end on this thread. A build that was begun by an earlier process begins again from the top, with all that it left. */
    @Override
    public void run() {
        try (BuildLog opened = BuildLog.open(this)) {
            log = opened;
            begin(opened);
            conclude(outcome(opened), opened);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the record of " + this, e);
        } finally {
            log = null;
        }
        RunListener.fireFinalized(this);
    }

    private void begin(BuildLog log) throws IOException {
        if (begun) {
            completed = false;
            result = null;
            save();
            log.getLogger().println("Resuming " + this + " after a restart of Jenkins");
            return;
        }
        begun = true;
        save();
        RunListener.fireInitialize(this);
        log.started(getCauses());
        RunListener.fireStarted(this, log);
    }

    private Result outcome(BuildLog log) {
        try {
            return Host.get().options().runner().run(this);
        } catch (FlowInterruptedException e) {
            e.handle(this, log);
            return e.getResult();
        } catch (AbortException e) {
            log.error(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.ABORTED;
        } catch (Exception | Error e) {
            e.printStackTrace(log.getLogger());
        }
        return Result.FAILURE;
    }

    private void conclude(Result outcome, BuildLog log) throws IOException {
        setResult(outcome);
        duration = Math.max(0, System.currentTimeMillis() - timestamp);
        RunListener.fireCompleted(this, log);
        log.finished(getResult());
        completed = true;
        save();
    }

    @Override
    public boolean isBuilding() {
        return !completed;
    }

    @Override
    public boolean isInProgress() {
        return isBuilding();
    }

    @Override
    public boolean isLogUpdated() {
        return isBuilding();
    }

    @Override
    public boolean hasntStartedYet() {
        return !begun;
    }

    /** Stops the build; it ends as aborted once its steps have stopped. */
    public void doTerm() {
        Executor executor = getExecutor();
        if (executor != null) {
            executor.interrupt(Result.ABORTED);
        }
    }

    /** Ends the build at once as aborted, also one that no process runs any more. */
    public void doKill() {
        if (isBuilding()) {
            doTerm();
            try (BuildLog last = BuildLog.open(this)) {
                last.getLogger().println("Hard kill!");
                conclude(Result.ABORTED, last);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the record of " + this, e);
            }
            RunListener.fireFinalized(this);
        }
    }

    /** The graph of the running Pipeline; the embedded host keeps none. */
    @CheckForNull
    public FlowExecution getExecution() {
        return null;
    }

    @NonNull
    @Override
    public FlowExecutionOwner asFlowExecutionOwner() {
        return new Owner(getExternalizableId());
    }

    private static final class Owner extends FlowExecutionOwner {

        private static final long serialVersionUID = 1L;

        private final String id;

        Owner(String id) {
            this.id = id;
        }

        private WorkflowRun run() throws IOException {
            if (fromExternalizableId(id) instanceof WorkflowRun run) {
                return run;
            }
            throw new IOException("there is no build " + id);
        }

        @NonNull
        @Override
        public FlowExecution get() throws IOException {
            throw new IOException("the embedded host keeps no graph of " + id);
        }

        @Override
        public File getRootDir() throws IOException {
            return run().getRootDir();
        }

        @Override
        public Queue.Executable getExecutable() throws IOException {
            return run();
        }

        @Override
        public String getUrl() throws IOException {
            return run().getUrl();
        }

        @NonNull
        @Override
        public TaskListener getListener() throws IOException {
            BuildLog log = run().log;
            return log != null ? log : TaskListener.NULL;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Owner that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }
}
