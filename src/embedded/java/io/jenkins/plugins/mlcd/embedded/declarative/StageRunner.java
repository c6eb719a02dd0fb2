package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.engine.Body;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.steps.ParallelStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Runs stages: in sequence, in parallel, as the cells of a matrix. */
final class StageRunner {

    private final PipelineScript script;
    private final Options global;
    private final Agent agent;
    private final Post post;

    StageRunner(PipelineScript script, Options global) {
        this.script = script;
        this.global = global;
        this.agent = new Agent(script);
        this.post = new Post(script);
    }

    /** Runs the stages one after the other; after a failure the rest is skipped, and the failure is thrown at the end. */
    void sequence(@CheckForNull Closure<?> stages) throws Throwable {
        Throwable failure = null;
        for (Directive stage : Section.read(script, stages).all("stage")) {
            try {
                String skip = failure != null ? "an earlier failure" : isSkippedAsUnstable() ? "the build being unstable" : null;
                stage(stage.text(), Section.read(script, stage.block()), skip);
            } catch (Throwable t) {
                failure = failure == null ? t : failure;
                Branch.current().build().worsen(Results.of(t));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private boolean isSkippedAsUnstable() {
        return global.isOn("skipStagesAfterUnstable")
                && Results.orSuccess(Branch.current().build().run().getResult()).isWorseOrEqualTo(Result.UNSTABLE);
    }

    private void stage(String name, Section stage, @CheckForNull String skip) throws Throwable {
        Dsl.run("stage", Map.of("name", name), () -> {
            if (skip == null) {
                inside(name, stage);
            } else {
                Steps.say("Stage '" + name + "' is skipped because of " + skip);
            }
            return null;
        });
    }

    /** The order of Jenkins: options, agent, environment, when, work, post. */
    private void inside(String name, Section stage) throws Throwable {
        When when = new When(script, stage.block("when"));
        if (when.asks("beforeOptions") && !decide(name, when)) {
            return;
        }
        Options options = new Options(Described.read(script, stage.block("options")));
        options.wrap(() -> {
            boolean asked = when.asks("beforeOptions") || when.asks("beforeAgent");
            if (when.asks("beforeAgent") && !when.asks("beforeOptions") && !decide(name, when)) {
                return null;
            }
            boolean checkout = !global.isOn("skipDefaultCheckout") && !options.isOn("skipDefaultCheckout");
            return agent.run(stage.find("agent").orElse(null), checkout, () -> environment(stage.block("environment"), () -> {
                if (asked || decide(name, when)) {
                    workAndPost(name, stage, !options.mayForgive());
                }
                return null;
            }));
        });
    }

    private static boolean decide(String name, When when) throws Throwable {
        boolean holds = when.holds();
        if (!holds) {
            Steps.say("Stage '" + name + "' is skipped because its when condition is false");
        }
        return holds;
    }

    Object environment(@CheckForNull Closure<?> block, Body part) throws Throwable {
        return block == null
                ? part.run()
                : Dsl.run("withEnv", Map.of("overrides", EnvironmentBlock.read(script, block)), part);
    }

    /** @param isFinal whether a failure here is one of the build, which {@code post} then sees as its result */
    private void workAndPost(String name, Section stage, boolean isFinal) throws Throwable {
        Throwable failure = null;
        try {
            work(name, stage);
        } catch (Throwable t) {
            failure = t;
            if (isFinal) {
                Branch.current().build().worsen(Results.of(t));
            }
        }
        failure = post.run(stage.block("post"), failure);
        if (failure != null) {
            throw failure;
        }
    }

    private void work(String name, Section stage) throws Throwable {
        if (stage.find("steps").isPresent()) {
            Steps.run(script, stage.block("steps"));
        } else if (stage.find("stages").isPresent()) {
            sequence(stage.block("stages"));
        } else if (stage.find("parallel").isPresent()) {
            Map<String, Body> branches = new LinkedHashMap<>();
            for (Directive child : Section.read(script, stage.block("parallel")).all("stage")) {
                branches.put(child.text(), body(() -> stage(child.text(), Section.read(script, child.block()), null)));
            }
            parallel(branches, failFast(stage));
        } else if (stage.find("matrix").isPresent()) {
            matrix(Section.read(script, stage.block("matrix")), failFast(stage));
        }
    }

    private boolean failFast(Section stage) {
        return global.isOn("parallelsAlwaysFailFast") || stage.find("failFast").filter(flag -> flag.text().equals("true")).isPresent();
    }

    private static void parallel(Map<String, Body> branches, boolean failFast) throws Throwable {
        StepCall.run(StepDescriptor.byFunctionName("parallel"), new ParallelStep(branches, failFast), null);
    }

    private void matrix(Section matrix, boolean failFast) throws Throwable {
        Map<String, Body> branches = new LinkedHashMap<>();
        for (Map<String, String> cell : cells(matrix)) {
            List<String> variables = new ArrayList<>();
            cell.forEach((axis, value) -> variables.add(axis + "=" + value));
            branches.put(MatrixCells.name(cell), () -> Dsl.run("withEnv", Map.of("overrides", variables), body(() ->
                    inside(MatrixCells.name(cell), matrix))));
        }
        parallel(branches, failFast);
    }

    private List<Map<String, String>> cells(Section matrix) {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        for (Directive axis : Section.read(script, matrix.block("axes")).all("axis")) {
            Section entry = Section.read(script, axis.block());
            axes.put(text(entry, "name"), values(entry, "values"));
        }
        List<Map<String, MatrixCells.Exclusion>> excludes = new ArrayList<>();
        for (Directive exclude : Section.read(script, matrix.block("excludes")).all("exclude")) {
            Map<String, MatrixCells.Exclusion> covered = new LinkedHashMap<>();
            for (Directive axis : Section.read(script, exclude.block()).all("axis")) {
                Section entry = Section.read(script, axis.block());
                boolean inverted = entry.find("notValues").isPresent();
                covered.put(text(entry, "name"),
                        new MatrixCells.Exclusion(values(entry, inverted ? "notValues" : "values"), inverted));
            }
            excludes.add(covered);
        }
        return MatrixCells.of(axes, excludes);
    }

    private static String text(Section section, String name) {
        return section.find(name).map(Directive::text).orElse("");
    }

    private static List<String> values(Section section, String name) {
        return section.find(name).map(values -> values.arguments().stream().map(String::valueOf).toList()).orElse(List.of());
    }

    /** Work that returns nothing. */
    @FunctionalInterface
    private interface Work {
        void run() throws Throwable;
    }

    private static Body body(Work work) {
        return () -> {
            work.run();
            return null;
        };
    }
}
