package io.jenkins.plugins.mlcd.embedded.run;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.embedded.steps.StockSteps;
import io.jenkins.plugins.mlcd.embedded.target.LocalTargets;
import io.jenkins.plugins.mlcd.embedded.target.PrometheusServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** One {@code mlcd run}: a first build, the builds that it causes, and a summary. */
public final class Session {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final RunRequest request;
    private final Display display;
    private final Machine machine;
    private final JenkinsfileRunner runner;
    private final Interruption interruption;
    private final List<Object> extensions;

    public Session(RunRequest request, Display display) {
        this(request, display, List.of());
    }

    /** @param steps further step descriptors */
    Session(RunRequest request, Display display, List<?> steps) {
        this.extensions = new ArrayList<>(StockSteps.all());
        this.extensions.addAll(steps);
        this.request = request;
        this.display = display;
        this.machine = Machine.of(request, false);
        this.runner = new JenkinsfileRunner(request.jenkinsfile(), machine, display, request.maxBuilds());
        this.interruption = new Interruption(runner, machine.children(), request.home());
    }

    /**
     * Runs the builds to their end.
     *
     * @return their summary
     * @throws UserError when nothing could be started
     */
    public Summary run() throws IOException, InterruptedException {
        new JenkinsfileCompiler(request.jenkinsfile(), Files.readString(request.jenkinsfile())).parse();
        try (HomeOwner owner = HomeOwner.take(request.home()); Interruption watching = interruption.watch()) {
            int left = machine.children().endAll(GRACE);
            if (left > 0) {
                display.line("Ended " + left + " processes that an earlier run left behind");
            }
            URI root = request.home().toUri();
            EmbeddedJenkins.start(request.home(), new HostOptions(request.executors(), Duration.ZERO,
                    URI.create(root.toString().endsWith("/") ? root.toString() : root + "/"), runner, extensions));
            try {
                request.mail().use();
                return builds();
            } finally {
                EmbeddedJenkins.stop();
                machine.children().endAll(GRACE);
            }
        }
    }

    private Summary builds() throws IOException, InterruptedException {
        runner.validate();
        WorkflowJob job = EmbeddedJenkins.job(request.job());
        job.setConcurrentBuild(false);
        Optional<WorkflowRun> unfinished = Optional.ofNullable(job.getLastBuild()).filter(Session::isUnfinished);
        if (request.resume() && unfinished.isEmpty()) {
            throw new UserError("there is no build to resume in " + request.home() + ": the last one ended by itself, or there is none");
        }
        PrometheusServers.configure(request.config().prometheus());
        MonitorSensitivities.configure(request.config().sensitivities());
        try (LocalTargets targets = LocalTargets.start(request.wantedTargets(), request.config().clusters(), request.home(), machine.project().root(),
                job.getRootDir().toPath(), machine.environment(), machine.children(), display::line)) {
            int first = request.resume() ? unfinished.orElseThrow().getNumber() : job.getNextBuildNumber();
            if (request.resume()) {
                await(EmbeddedJenkins.resume(unfinished.orElseThrow()));
            } else {
                await(job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(System.getProperty("user.name"))), request.parametersAction()));
            }
            awaitQueue(job);
            List<WorkflowRun> runs = new ArrayList<>();
            for (int number = first; number < job.getNextBuildNumber(); number++) {
                Optional.ofNullable(job.getBuildByNumber(number)).ifPresent(runs::add);
            }
            return Summary.of(runs, interruption.isInterrupted());
        }
    }

    private static boolean isUnfinished(WorkflowRun run) {
        return run.isBuilding() || run.getResult() == Result.ABORTED;
    }

    private static void await(Future<?> build) throws IOException, InterruptedException {
        try {
            build.get();
        } catch (ExecutionException e) {
            Throwable root = e.getCause();
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IOException(e.getCause().getMessage() + ": " + root.getMessage(), e.getCause());
        }
    }

    /** Builds that were asked for meanwhile run next; when no more may run, they leave the queue. */
    private void awaitQueue(WorkflowJob job) throws InterruptedException {
        while (job.isInQueue() || job.isBuilding()) {
            if (interruption.isInterrupted() || runner.isFull()) {
                runner.dropWaiting(job);
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
