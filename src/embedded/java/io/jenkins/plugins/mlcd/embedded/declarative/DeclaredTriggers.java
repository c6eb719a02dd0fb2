package io.jenkins.plugins.mlcd.embedded.declarative;

import groovy.lang.Closure;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.job.JobSettings;
import io.jenkins.plugins.mlcd.embedded.script.Globals;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Gives a job the triggers of its {@code pipeline { ... }} block before it has a build, without running anything else of it. */
public final class DeclaredTriggers implements Globals.Declarative {

    private final WorkflowJob job;
    private final TaskListener listener;

    public DeclaredTriggers(WorkflowJob job, TaskListener listener) {
        this.job = job;
        this.listener = listener;
    }

    @Override
    public void run(PipelineScript script, Closure<?> definition) throws Throwable {
        Section pipeline = Section.read(script, definition);
        JobSettings.triggers(job, Described.read(script, pipeline.block("triggers")), true, listener);
    }
}
