package io.jenkins.plugins.mlcd.embedded.run;

import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.declarative.DeclarativePipeline;
import io.jenkins.plugins.mlcd.embedded.declarative.Results;
import io.jenkins.plugins.mlcd.embedded.declarative.validate.JenkinsfileValidator;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.lint.PolicyErrors;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.EnvVariable;
import io.jenkins.plugins.mlcd.embedded.script.Globals;
import io.jenkins.plugins.mlcd.embedded.script.InvalidJenkinsfile;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.SourceLine;
import io.jenkins.plugins.mlcd.embedded.script.StepMisuse;
import io.jenkins.plugins.mlcd.embedded.script.Thrown;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs builds by the Jenkinsfile, which is read anew for each. */
final class JenkinsfileRunner implements BuildRunner {

    private final Path jenkinsfile;
    private final Machine machine;
    private final Display display;
    private final Map<Integer, BodyExecution> running = new ConcurrentHashMap<>();
    private final Map<Integer, FlowInterruptedException> pending = new ConcurrentHashMap<>();
    private final int maxBuilds;
    private volatile int begun;
    private volatile FlowInterruptedException abort;

    /** @param maxBuilds how many builds may run; what is asked for beyond ends NOT_BUILT */
    JenkinsfileRunner(Path jenkinsfile, Machine machine, Display display, int maxBuilds) {
        this.maxBuilds = maxBuilds;
        this.jenkinsfile = jenkinsfile;
        this.machine = machine;
        this.display = display;
    }

    /** @throws InvalidJenkinsfile when it cannot run; needs the extensions of a running host */
    JenkinsfileCompiler validate() throws IOException {
        JenkinsfileCompiler compiler = new JenkinsfileCompiler(jenkinsfile, Files.readString(jenkinsfile));
        new JenkinsfileValidator(compiler).validate();
        PolicyErrors.check(compiler);
        return compiler;
    }

    @Override
    public Result run(WorkflowRun run) throws Exception {
        LocalBuild build = new LocalBuild(run, machine, display, run.asFlowExecutionOwner().getListener());
        TaskListener listener = build.listener("");
        begun++;
        if (begun > maxBuilds) {
            listener.getLogger().println("Not run: " + maxBuilds + " builds are the most that this run does (--max-builds)");
            return Result.NOT_BUILT;
        }
        announce(run);
        display.buildStarted(run);
        Dsl dsl = new Dsl(jenkinsfile.getFileName().toString());
        Throwable failure = null;
        try {
            PipelineScript script = validate().compile();
            script.attach(dsl, new Globals(build, new EnvVariable(build.overrides()), build.parameters(), new DeclarativePipeline()));
            StepCall.trunk(build, body -> started(run, body), script::run);
        } catch (Throwable t) {
            failure = Thrown.unwrap(t);
            report(dsl, listener, failure);
        } finally {
            running.remove(run.getNumber());
        }
        build.worsen(Results.of(failure));
        if (abort != null && run.getResult() == Result.ABORTED) {
            run.addOrReplaceAction(new InterruptedBuildAction(abort.getCauses()));
        }
        Result result = run.getResult() == null ? Result.SUCCESS : run.getResult();
        display.buildEnded(run);
        if (isFull() || abort != null) {
            dropWaiting(run.getParent());
        }
        return result;
    }

    /** Takes builds that may not start any more out of the queue, and says so. */
    void dropWaiting(WorkflowJob job) {
        Queue.Item waiting = job.getQueueItem();
        if (waiting != null && Queue.getInstance().cancel(waiting)) {
            String why = isFull() ? "Not started, --max-builds is " + maxBuilds + ": " : "Not started: ";
            waiting.getCauses().forEach(cause -> display.line(why + cause.getShortDescription()));
        }
    }

    private void announce(WorkflowRun run) {
        String causes = run.getCauses().stream().map(Cause::getShortDescription).collect(Collectors.joining("; "));
        display.line("");
        display.line("Build " + run.getFullDisplayName() + ": " + (causes.isEmpty() ? "no cause is known" : causes));
    }

    private void started(WorkflowRun run, BodyExecution body) {
        running.put(run.getNumber(), body);
        FlowInterruptedException cause = abort == null ? pending.remove(run.getNumber()) : abort;
        if (cause != null) {
            body.cancel(cause);
        }
    }

    private static void report(Dsl dsl, TaskListener listener, Throwable failure) {
        if (failure instanceof FlowInterruptedException stop) {
            for (CauseOfInterruption cause : stop.getCauses()) {
                listener.getLogger().println(cause.getShortDescription());
            }
        } else if (failure instanceof StepMisuse || failure instanceof InvalidJenkinsfile) {
            listener.getLogger().println("ERROR: " + failure.getMessage());
        } else if (failure instanceof AbortException || failure instanceof UserError || dsl.place(failure) != null) {
            String place = dsl.place(failure);
            listener.getLogger().println("ERROR: " + (place == null ? "" : place) + sentence(failure));
            if (!(failure instanceof AbortException || failure instanceof UserError)) {
                failure.printStackTrace(listener.getLogger());
            }
        } else {
            String line = SourceLine.of(dsl.file(), failure).map(number -> dsl.file() + ":" + number + ": ").orElse("");
            listener.getLogger().println("ERROR: " + line + sentence(failure));
            failure.printStackTrace(listener.getLogger());
        }
    }

    private static String sentence(Throwable failure) {
        return failure instanceof AbortException || failure instanceof UserError ? failure.getMessage() : failure.toString();
    }

    @Override
    public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
        pending.put(run.getNumber(), cause);
        BodyExecution body = running.get(run.getNumber());
        if (body != null && pending.remove(run.getNumber()) != null) {
            body.cancel(cause);
        }
    }

    /** Whether as many builds have run as may. */
    boolean isFull() {
        return begun >= maxBuilds;
    }

    /** Stops every build that runs, and each that starts from now on. */
    void abortAll(FlowInterruptedException cause) {
        abort = cause;
        running.values().forEach(body -> body.cancel(cause));
    }
}
