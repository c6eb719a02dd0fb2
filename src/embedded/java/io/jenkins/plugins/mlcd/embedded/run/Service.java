package io.jenkins.plugins.mlcd.embedded.run;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.mlcd.embedded.declarative.DeclaredTriggers;
import io.jenkins.plugins.mlcd.embedded.declarative.validate.JenkinsfileValidator;
import io.jenkins.plugins.mlcd.embedded.engine.LineStream;
import io.jenkins.plugins.mlcd.embedded.engine.StepCall;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.script.Dsl;
import io.jenkins.plugins.mlcd.embedded.script.EnvVariable;
import io.jenkins.plugins.mlcd.embedded.script.Globals;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.embedded.steps.StockSteps;
import io.jenkins.plugins.mlcd.embedded.target.LocalTargets;
import io.jenkins.plugins.mlcd.embedded.target.PrometheusServers;
import io.jenkins.plugins.mlcd.embedded.web.Answer;
import io.jenkins.plugins.mlcd.embedded.web.LabelRoutes;
import io.jenkins.plugins.mlcd.embedded.web.LoopbackServer;
import io.jenkins.plugins.mlcd.embedded.web.PageRoutes;
import io.jenkins.plugins.mlcd.embedded.web.Routes;
import io.jenkins.plugins.mlcd.embedded.web.WebException;
import io.jenkins.plugins.mlcd.embedded.web.WebhookRoutes;
import io.jenkins.plugins.mlcd.jenkins.labels.LabelNews;
import io.jenkins.plugins.mlcd.jenkins.sources.SourceConfiguration;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookEndpoint;
import io.jenkins.plugins.mlcd.webhook.WebhookSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * {@code mlcd up}: a Jenkinsfile whose triggers are watched until a signal comes. Webhooks, schedules, sources and monitor gates start
 * builds, one after the other; what was running or waiting when it stopped goes on when it starts again.
 */
public final class Service {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Who starts it owns the machine, so jobs may look wherever they want. */
    private static final String ALL_SOURCES = "file:/\nhttp:\nhttps:\nssh:\ngit:";

    private final UpRequest up;
    private final RunRequest request;
    private final Display display;
    private final Machine machine;
    private final JenkinsfileRunner runner;
    private final Interruption interruption;
    private final AtomicReference<Routes> routes = new AtomicReference<>(asked -> {
        throw new WebException(503, "mlcd up is starting");
    });

    public Service(UpRequest up, Display display) {
        this.up = up;
        this.request = up.run();
        this.display = display;
        this.machine = Machine.of(request, true);
        this.runner = new JenkinsfileRunner(request.jenkinsfile(), machine, display, request.maxBuilds());
        this.interruption = new Interruption(runner, machine.children(), request.home());
    }

    /**
     * Serves until a signal comes.
     *
     * @throws UserError when it cannot start: the Jenkinsfile is wrong, the home is in use, the port is taken
     */
    public void run() throws IOException, InterruptedException {
        new JenkinsfileCompiler(request.jenkinsfile(), Files.readString(request.jenkinsfile())).parse();
        try (HomeOwner owner = HomeOwner.take(request.home());
                Interruption watching = interruption.watch();
                LoopbackServer server = listen()) {
            int left = machine.children().endAll(GRACE);
            if (left > 0) {
                display.line("Ended " + left + " processes that an earlier run left behind");
            }
            EmbeddedJenkins.start(request.home(), new HostOptions(request.executors(), Duration.ZERO, server.address().resolve("/"), runner, StockSteps.all()));
            try {
                request.mail().use();
                serve(server.address());
            } finally {
                routes.set(asked -> Optional.of(Answer.error(503, "mlcd up is stopping")));
                EmbeddedJenkins.stop();
                machine.children().endAll(GRACE);
            }
        }
    }

    private LoopbackServer listen() throws IOException {
        try {
            return LoopbackServer.start(up.port(), asked -> routes.get().answer(asked));
        } catch (IOException e) {
            throw new UserError(e.getMessage() + "; choose another port with --port, or 0 for any free one");
        }
    }

    private void serve(URI address) throws IOException, InterruptedException {
        WorkflowJob job = EmbeddedJenkins.job(request.job());
        job.setConcurrentBuild(false);
        declare(job, runner.validate());
        SourceConfiguration.get().setAllowed(ALL_SOURCES);
        WebhookToken token = WebhookToken.of(request.home());
        WebhookSettings settings = token.settings(request.config());
        WebhookEndpoint.get().configure(() -> settings);
        PrometheusServers.configure(request.config().prometheus());
        MonitorSensitivities.configure(request.config().sensitivities());
        try (LocalTargets targets = LocalTargets.start(request.wantedTargets(), request.config().clusters(), request.home(), machine.project().root(),
                job.getRootDir().toPath(), machine.environment(), machine.children(), display::line)) {
            routes.set(Routes.of(List.of(new WebhookRoutes(WebhookEndpoint.get()::receive),
                    new LabelRoutes(request.home(), InstantSource.system(), System.getProperty("user.name"), () -> LabelNews.tell(job)), new PageRoutes(request.home(), InstantSource.system()))));
            announce(job, address, token);
            begin(job);
            while (!interruption.isInterrupted()) {
                Thread.sleep(POLL.toMillis());
            }
            end(job);
        }
    }

    /** The triggers of a Declarative file are known before its first build; those of a script are what its last build set. */
    private void declare(WorkflowJob job, JenkinsfileCompiler compiler) {
        if (!new JenkinsfileValidator(compiler).isDeclarative()) {
            if (job.getTriggers().isEmpty()) {
                display.line("A scripted Jenkinsfile sets its triggers in its first build; start one with --build");
            }
            return;
        }
        PipelineScript script = compiler.compile();
        DeclaringBuild none = new DeclaringBuild(machine);
        TaskListener listener = new StreamTaskListener(new LineStream(display::line), StandardCharsets.UTF_8);
        script.attach(new Dsl(compiler.file()),
                new Globals(none, new EnvVariable(new ConcurrentHashMap<>()), none.parameters(), new DeclaredTriggers(job, listener)));
        try {
            StepCall.declare(none, script::run);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable t) {
            throw new UserError(compiler.file() + ": its triggers cannot be read before a build: " + t.getMessage());
        }
    }

    private void announce(WorkflowJob job, URI address, WebhookToken token) {
        String triggers = job.getTriggers().values().stream().map(trigger -> trigger.getDescriptor().getDisplayName()).collect(Collectors.joining("; "));
        display.line("Job '" + job.getName() + "' of " + request.jenkinsfile());
        display.line("    starts:   " + (triggers.isEmpty() ? "nothing starts it by itself" : triggers));
        display.line("    pages:    " + address + "/");
        display.line("    webhooks: " + address + "/mlcd/webhook/alertmanager (dataset, s3, gcs, cloudevents, git, dvc, model), with the bearer token in " + token.file().path());
        request.config().webhooks().forEach(own -> display.line("              " + own.kind().word() + " only from '" + own.name() + "', with its own secret"));
        display.line("    Ctrl-C stops it; the next start goes on");
    }

    /** What a stop or a crash interrupted goes on first. */
    private void begin(WorkflowJob job) {
        WorkflowRun last = job.getLastBuild();
        if (last != null && (last.isBuilding() || Interruption.stopped(last))) {
            display.line("Going on with " + last.getFullDisplayName());
            EmbeddedJenkins.resume(last);
        }
        if (up.build()) {
            job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(System.getProperty("user.name"))), request.parametersAction());
        }
    }

    /** Nothing new is accepted; builds that run are being aborted by the signal, and those that wait stay in the inbox. */
    private void end(WorkflowJob job) throws InterruptedException {
        routes.set(asked -> Optional.of(Answer.error(503, "mlcd up is stopping")));
        while (job.isBuilding()) {
            Queue.Item waiting = job.getQueueItem();
            if (waiting != null) {
                Queue.getInstance().cancel(waiting);
            }
            Thread.sleep(POLL.toMillis());
        }
    }
}
