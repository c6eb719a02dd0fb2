package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.loop.DataAge;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RetrainHistory;
import io.jenkins.plugins.mlcd.monitor.WatchLog;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict;
import io.jenkins.plugins.mlcd.monitor.WatchedModel;
import io.jenkins.plugins.mlcd.monitor.WatchedWindow;
import io.jenkins.plugins.mlcd.monitor.WindowStore;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.ModelAge;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Waits for the end of each window without a thread, asks the target for its traffic, records what the rules say, and ends with
 * the verdict. All that it must remember is in {@code monitor.jsonl}, so that it goes on after a restart.
 */
final class MonitorGateExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    /** Asking a target may take seconds; the timer's own few threads are for all of Jenkins. */
    private static final ExecutorService WORK = Executors.newCachedThreadPool(
            new NamingThreadFactory(new DaemonThreadFactory(), MonitorGateExecution.class.getName()));

    /** The watches that this process began: one that ended, and is none of them, ended before a restart. */
    private static final Set<String> BEGUN_HERE = ConcurrentHashMap.newKeySet();

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Some ten minutes, in which a target that is started again is there again. */
    private static final int MOST_ROLLBACKS = 120;

    private final MlMonitorGateStep step;

    private transient ScheduledFuture<?> timer;
    private transient Future<?> work;
    private transient GateSubject subject;
    private transient WatchLog log;
    private transient WindowStore store;
    private transient volatile String status;
    private transient int failedRollbacks;
    private transient boolean ended;

    MonitorGateExecution(StepContext context, MlMonitorGateStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        continueAfter(Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        continueAfter(Duration.ZERO);
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        Future<?> running;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (timer != null) {
                timer.cancel(false);
            }
            running = work;
        }
        if (running != null) {
            running.cancel(true);
        }
        getContext().onFailure(cause);
    }

    @CheckForNull
    @Override
    public String getStatus() {
        return status;
    }

    private synchronized void continueAfter(Duration wait) {
        if (!ended) {
            timer = Timer.get().schedule(this::submit, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void submit() {
        if (!ended) {
            work = WORK.submit(this::advance);
        }
    }

    private void advance() {
        try {
            if (step.isBeforeRetrain() && log == null && decidedByCauses()) {
                return;
            }
            open();
            Optional<WatchVerdict> verdict = WatchVerdict.of(subject.plan(), log.windows());
            while (verdict.isEmpty()) {
                int number = log.windows().size() + 1;
                Instant end = log.end(number);
                Duration wait = Duration.between(Instant.now(), end);
                if (wait.toMillis() > 0) {
                    status = "window " + number + " of " + subject.plan().count() + " ends at " + end;
                    continueAfter(wait);
                    return;
                }
                look(number, end);
                verdict = WatchVerdict.of(subject.plan(), log.windows());
            }
            conclude(verdict.get());
        } catch (InterruptedException e) {
            status = "stopped"; // stop() has answered for the step
        } catch (IllegalArgumentException | IOException e) {
            fail(e instanceof AbortException ? e : new AbortException("mlMonitorGate: " + e.getMessage()));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** What is asked before a retrain is about the windows that ended last; nobody waits for the next ones. */
    private Instant begins() {
        return step.isBeforeRetrain() ? Instant.now().minus(subject.plan().interval().multipliedBy(subject.plan().count())) : Instant.now();
    }

    private boolean decidedByCauses() throws IOException, InterruptedException {
        Optional<RetrainWarrant.Answer> answer = new RetrainWarrant(getContext(), step.getModel()).byCauses();
        if (answer.isEmpty() || !end()) {
            return answer.isPresent();
        }
        answer.get().give();
        return true;
    }

    /** Whether it is for the caller to answer for the step: it has not been answered for. */
    private synchronized boolean end() {
        boolean mine = !ended;
        ended = true;
        return mine;
    }

    private void open() throws IOException, InterruptedException {
        if (log != null) {
            return;
        }
        Run<?, ?> run = getContext().get(Run.class);
        subject = GateSubject.of(run, step);
        Path file = new BuildLayout(run.getRootDir().toPath()).monitor();
        log = WatchLog.open(file, subject.plan(), subject.reference(), subject.dataVersion(), begins(),
                number -> !BEGUN_HERE.contains(file + "#" + number));
        BEGUN_HERE.add(file + "#" + log.number());
        store = new WindowStore(new BuildLayout(run.getRootDir().toPath()).monitorWindows());
        if (subject.plan().needsReference()) {
            store.keepReference(log.number(), subject.reference());
        }
        say((log.windows().isEmpty() ? "watches " : "goes on watching ") + subject.plan().model() + " on " + step.getTarget() + ": "
                + subject.plan().count() + " windows of " + Durations.format(subject.plan().interval()) + ", as " + subject.source().name() + " tells; " + needs());
    }

    private String needs() {
        return subject.plan().rules().stream()
                .map(watched -> watched.rule().name() + " is raised by " + subject.plan().needed(watched) + " (" + watched.action().word() + ")")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void look(int number, Instant to) throws IOException, InterruptedException {
        Instant from = log.end(number - 1);
        WatchedWindow window;
        try {
            Profile traffic = subject.traffic(from, to);
            store.keep(log.number(), number, traffic);
            WatchPlan plan = subject.plan().runningCommandsBy(new StepCommandRunner(getContext()));
            window = WatchedWindow.inspect(plan, model(), traffic, log.windows(), from, to);
        } catch (IOException e) {
            window = WatchedWindow.unknown(subject.plan(), log.windows(), from, to, "the target did not tell: " + e.getMessage());
        }
        log.append(window);
        say("window " + number + " of " + subject.plan().count() + ": " + window.samples() + " samples; " + findings(window));
        for (WatchedWindow.RuleFinding finding : window.rules()) {
            if (finding.state() != null) {
                new RuleNotice(subject.plan(), step.getTarget(), finding).tell(getContext());
            }
        }
    }

    private WatchedModel model() throws IOException, InterruptedException {
        Registry registry = ModelFiles.registry(getContext().get(Run.class));
        ModelVersion version = registry.require(subject.plan().model());
        Optional<Instant> data = DataAge.since(version, registry.state().versions(version.model()));
        return new WatchedModel(subject.reference(), new ModelAge(Optional.of(version.at()), data));
    }

    private static String findings(WatchedWindow window) {
        return window.rules().stream()
                .map(finding -> finding.rule() + (finding.violated() ? " VIOLATED, " : " ") + finding.reason())
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    private void conclude(WatchVerdict judged) throws IOException, InterruptedException {
        WatchVerdict verdict = remembering(judged);
        if (!log.ended()) {
            log.append(verdict, Instant.now());
        }
        say("verdict " + verdict.kind().word() + ": " + verdict.reason());
        GateOutcome outcome = new GateOutcome(getContext(), step, subject.plan().model());
        Optional<String> taken = Optional.empty();
        try {
            taken = outcome.rollBack(verdict);
        } catch (IOException e) {
            failedRollbacks++;
            if (failedRollbacks < MOST_ROLLBACKS) {
                say("the traffic could not be taken back yet: " + e.getMessage());
                continueAfter(AGAIN);
                return;
            }
            throw new AbortException("mlMonitorGate: the traffic could not be taken back from " + subject.plan().model() + ": " + e.getMessage());
        }
        if (!end()) {
            return;
        }
        if (taken.isPresent()) {
            getContext().onFailure(new AbortException("mlMonitorGate: " + taken.get()));
        } else if (step.isBeforeRetrain()) {
            new RetrainWarrant(getContext(), step.getModel()).byTraffic(verdict, subject.plan().model()).give();
        } else {
            answer(outcome, verdict);
        }
    }

    private void answer(GateOutcome outcome, WatchVerdict verdict) throws InterruptedException {
        try {
            outcome.answer(verdict);
        } catch (IOException e) {
            getContext().onFailure(new AbortException("mlMonitorGate: " + e.getMessage()));
        }
    }

    /** A rule whose retrains did not help says so with the next one that it asks for. */
    private WatchVerdict remembering(WatchVerdict verdict) throws IOException, InterruptedException {
        if (verdict.kind() != WatchVerdict.Kind.RETRAIN) {
            return verdict;
        }
        Run<?, ?> run = getContext().get(Run.class);
        ModelVersion watched = ModelFiles.registry(run).require(subject.plan().model());
        RetrainHistory history = RetrainHistory.of(run.getParent().getRootDir().toPath(), ModelFiles.registry(run).state().versions(watched.model()));
        return history.warning(verdict.rule().orElse("")).map(warning -> verdict.noting("inVain", warning)).orElse(verdict);
    }

    private void fail(Exception failure) {
        if (end()) {
            getContext().onFailure(failure);
        }
    }

    private void say(String line) throws IOException, InterruptedException {
        getContext().get(TaskListener.class).getLogger().println("[mlcd] " + line);
    }
}
