package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import jenkins.model.CauseOfInterruption;

public class Executor extends Thread implements ModelObject {
    public void interrupt() {
        throw new UnsupportedOperationException();
    }

    public void interrupt(Result result) {
        throw new UnsupportedOperationException();
    }

    public void interrupt(Result result, CauseOfInterruption... causes) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public Queue.Executable getCurrentExecutable() {
        throw new UnsupportedOperationException();
    }

    @NonNull public Computer getOwner() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static Executor currentExecutor() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        return getName();
    }
}
