package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.Thrown;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Runs a {@code post} section. An error in one condition does not keep the others from running. */
final class Post {

    private final PipelineScript script;

    Post(PipelineScript script) {
        this.script = script;
    }

    /** Returns {@code error}, or the first error of a condition when there was none before. */
    @CheckForNull
    Throwable run(@CheckForNull Closure<?> block, @CheckForNull Throwable error) throws Exception {
        Section section = Section.read(script, block);
        Throwable first = error;
        for (PostCondition condition : PostCondition.values()) {
            Closure<?> steps = section.block(condition.symbol());
            if (steps != null && condition.isMet(now(error), before())) {
                first = run(condition, steps, first);
            }
        }
        return first;
    }

    @CheckForNull
    private Throwable run(PostCondition condition, Closure<?> steps, @CheckForNull Throwable first) throws Exception {
        try {
            Steps.run(script, steps);
            return first;
        } catch (Throwable t) {
            Throwable thrown = Thrown.unwrap(t);
            Steps.say("Error in the post condition " + condition.symbol() + ": " + thrown.getMessage());
            build().setResult(Results.of(thrown));
            return first == null ? thrown : first;
        }
    }

    private static Result now(@CheckForNull Throwable error) {
        return Results.orSuccess(build().getResult()).combine(Results.of(error));
    }

    @CheckForNull
    private static Result before() {
        WorkflowRun previous = build().getPreviousCompletedBuild();
        return previous == null ? null : previous.getResult();
    }

    private static WorkflowRun build() {
        return Branch.current().build().run();
    }
}
