package io.jenkins.plugins.mlcd.embedded.run;

import hudson.EnvVars;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.BranchListener;
import io.jenkins.plugins.mlcd.embedded.engine.LineStream;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A build of this run. */
final class LocalBuild extends MachineBuild {

    private final WorkflowRun run;
    private final Display display;
    private final TaskListener log;
    private final Map<String, String> overrides = new ConcurrentHashMap<>();
    private final Map<String, Object> parameters = new ConcurrentHashMap<>();
    private final Map<String, TaskListener> listeners = new ConcurrentHashMap<>();

    LocalBuild(WorkflowRun run, Machine machine, Display display, TaskListener log) {
        super(machine);
        this.run = run;
        this.display = display;
        this.log = log;
        ParametersAction given = run.getAction(ParametersAction.class);
        if (given != null) {
            for (ParameterValue value : given.getAllParameters()) {
                parameters.put(value.getName(), value.getValue());
            }
        }
    }

    /** What {@code env.X = ...} sets. */
    Map<String, String> overrides() {
        return overrides;
    }

    @Override
    public WorkflowRun run() {
        return run;
    }

    @Override
    public TaskListener listener(String branch) {
        return listeners.computeIfAbsent(branch, name -> new BranchListener(new LineStream(line -> write(name, line))));
    }

    private void write(String branch, String line) {
        String whole = branch.isEmpty() ? line : "[" + branch + "] " + line;
        log.getLogger().println(whole);
        display.line(whole);
    }

    @Override
    public EnvVars environment(TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = run.getEnvironment(listener);
        env.overrideAll(machine.environment());
        parameters.forEach((name, value) -> env.put(name, String.valueOf(value)));
        env.overrideAll(overrides);
        return env;
    }

    @Override
    public void worsen(Result result) {
        if (result.isWorseThan(Result.SUCCESS)) {
            run.setResult(result);
        }
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public void stepChanged(Branch branch, String step, boolean running) {
        display.step(branch.name(), branch.stage(), step, running);
    }
}
