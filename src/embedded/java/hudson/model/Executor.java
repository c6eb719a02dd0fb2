package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The thread that runs a build. */
public class Executor extends Thread implements ModelObject {

    private final Queue.Executable executable;

    Executor(Queue.Executable executable, Runnable work) {
        super(work, "Executor for " + executable);
        this.executable = executable;
    }

    @Override
    public void interrupt() {
        interrupt(Result.ABORTED);
    }

    public void interrupt(Result result) {
        interrupt(result, new CauseOfInterruption[0]);
    }

    /** Stops the build: it ends with {@code result} as soon as its running steps have stopped. */
    public void interrupt(Result result, CauseOfInterruption... causes) {
        if (executable instanceof WorkflowRun run) {
            Host.get().options().runner().interrupt(run, new FlowInterruptedException(result, true, causes));
        } else {
            super.interrupt();
        }
    }

    @CheckForNull
    public Queue.Executable getCurrentExecutable() {
        return executable;
    }

    @NonNull
    public Computer getOwner() {
        return Jenkins.get().toComputer();
    }

    @Override
    public String getDisplayName() {
        return getName();
    }

    @CheckForNull
    public static Executor currentExecutor() {
        return Thread.currentThread() instanceof Executor executor ? executor : null;
    }
}
