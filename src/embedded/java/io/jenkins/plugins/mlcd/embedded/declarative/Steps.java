package io.jenkins.plugins.mlcd.embedded.declarative;

import groovy.lang.Closure;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.Thrown;

/** Runs blocks of steps, whose names are resolved by the script and not by the sections around them. */
final class Steps {

    private Steps() {}

    static Object run(PipelineScript script, Closure<?> block) throws Throwable {
        try {
            return block.rehydrate(script, script, script).call();
        } catch (Throwable t) {
            throw Thrown.unwrap(t);
        }
    }

    /** Writes a line of the runner's own to the log of this branch. */
    static void say(String line) throws Exception {
        Branch.current().value(TaskListener.class).getLogger().println(line);
    }
}
