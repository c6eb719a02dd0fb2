package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Which result an exception gives a build. */
public final class Results {

    private Results() {}

    /** SUCCESS for none, its own for an interruption for a reason, ABORTED for any other interruption, else FAILURE. */
    public static Result of(@CheckForNull Throwable error) {
        if (error == null) {
            return Result.SUCCESS;
        }
        if (error instanceof FlowInterruptedException stop) {
            return stop.getResult();
        }
        return error instanceof InterruptedException ? Result.ABORTED : Result.FAILURE;
    }

    static Result orSuccess(@CheckForNull Result result) {
        return result == null ? Result.SUCCESS : result;
    }
}
