package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import io.jenkins.plugins.mlcd.embedded.job.JobSettings;
import io.jenkins.plugins.mlcd.embedded.script.Globals;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;

/** Runs a {@code pipeline { ... }} block that was found valid. */
public final class DeclarativePipeline implements Globals.Declarative {

    @Override
    public void run(PipelineScript script, Closure<?> definition) throws Throwable {
        Section pipeline = Section.read(script, definition);
        settings(script, pipeline);
        Options options = new Options(Described.read(script, pipeline.block("options")));
        StageRunner stages = new StageRunner(script, options);
        options.wrap(() -> new Agent(script).run(pipeline.find("agent").orElse(null), !options.isOn("skipDefaultCheckout"),
                () -> stages.environment(pipeline.block("environment"), () -> {
                    stagesAndPost(script, stages, pipeline);
                    return null;
                })));
    }

    private static void settings(PipelineScript script, Section pipeline) throws Exception {
        PipelineBuild build = Branch.current().build();
        TaskListener listener = Branch.current().value(TaskListener.class);
        JobSettings.parameters(build, Described.read(script, pipeline.block("parameters")));
        JobSettings.triggers(build.run().getParent(), Described.read(script, pipeline.block("triggers")),
                build.watchesSchedules(), listener);
    }

    private static void stagesAndPost(PipelineScript script, StageRunner stages, Section pipeline) throws Throwable {
        Throwable failure = run(stages, pipeline);
        failure = new Post(script).run(pipeline.block("post"), failure);
        if (failure != null) {
            throw failure;
        }
    }

    @CheckForNull
    private static Throwable run(StageRunner stages, Section pipeline) {
        try {
            stages.sequence(pipeline.block("stages"));
            return null;
        } catch (Throwable t) {
            Branch.current().build().worsen(Results.of(t));
            return t;
        }
    }
}
