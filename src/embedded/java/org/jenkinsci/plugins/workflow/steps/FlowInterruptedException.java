package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;

/** A step or build was stopped for reasons that have a type. */
public final class FlowInterruptedException extends InterruptedException {

    private static final long serialVersionUID = 630482382622970136L;

    @NonNull
    private final Result result;
    @NonNull
    private final List<CauseOfInterruption> causes;
    private Boolean actualInterruption;

    /** @param actualInterruption whether the build is to be stopped as a whole, rather than one step of it */
    public FlowInterruptedException(@NonNull Result result, boolean actualInterruption, @NonNull CauseOfInterruption... causes) {
        this.result = Objects.requireNonNull(result, "result");
        this.actualInterruption = actualInterruption;
        this.causes = new ArrayList<>(Arrays.asList(causes));
    }

    @NonNull
    public Result getResult() {
        return result;
    }

    @NonNull
    public List<CauseOfInterruption> getCauses() {
        return Collections.unmodifiableList(causes);
    }

    public boolean isActualInterruption() {
        return actualInterruption == null || actualInterruption;
    }

    public void setActualInterruption(boolean actualInterruption) {
        this.actualInterruption = actualInterruption;
    }

    @Override
    public String getMessage() {
        return causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining(", "));
    }

    /** Keeps the causes with the build and prints those that were not there. */
    public void handle(Run<?, ?> run, TaskListener listener) {
        Set<CauseOfInterruption> fresh = new LinkedHashSet<>(causes);
        run.getActions(InterruptedBuildAction.class).forEach(a -> fresh.removeAll(a.getCauses()));
        if (!fresh.isEmpty()) {
            run.addAction(new InterruptedBuildAction(fresh));
            fresh.forEach(c -> c.print(listener));
        }
        report(getCause(), run, listener);
        for (Throwable suppressed : getSuppressed()) {
            report(suppressed, run, listener);
        }
    }

    private static void report(Throwable t, Run<?, ?> run, TaskListener listener) {
        if (t instanceof FlowInterruptedException interruption) {
            interruption.handle(run, listener);
        } else if (t instanceof AbortException) {
            listener.getLogger().println(t.getMessage());
        } else if (t != null) {
            t.printStackTrace(listener.getLogger());
        }
    }
}
