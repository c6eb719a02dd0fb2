package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import hudson.AbortException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepLog;
import io.jenkins.plugins.mlcd.kubernetes.Creation;
import io.jenkins.plugins.mlcd.kubernetes.JobView;
import io.jenkins.plugins.mlcd.kubernetes.Parallelism;
import io.jenkins.plugins.mlcd.kubernetes.Patience;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialSpec;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdicts;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a study's trials as Jobs: at each tick it looks at all of them, tells the study what became of them, and creates as
 * many new ones as there is room for. What it holds is rebuilt from the record and the cluster after a restart. Safe for
 * use by several threads.
 */
final class KubernetesSweep {

    /** A Job that was just created may not be among those that are watched yet. */
    private static final Duration APPEARS = Duration.ofSeconds(5);

    /** Room that a trial gave back may take the scheduler a moment to see. */
    private static final Duration SETTLES = Duration.ofSeconds(3);

    /** How long no Job is created after a full quota or an API server that is away. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Study study;
    private final String worker;
    private final TrialJobs jobs;
    private final Patience patience;
    private final InstantSource clock;
    private final PrintStream console;
    private final Function<Trial, TrialSpec> specs;
    private final KubernetesOutcome outcome;

    /** Trials whose Jobs are in the cluster, and those that wait for room without one; each by number. */
    private final Map<TrialKey, KubernetesTrial> inFlight = new LinkedHashMap<>();

    private final Deque<KubernetesTrial> parked = new ArrayDeque<>();

    private Parallelism pace;
    private Instant retryAt = Instant.MIN;
    private boolean noRoom;
    private String away = "";

    KubernetesSweep(Study study, String worker, TrialJobs jobs, Parallelism parallelism, Patience patience, InstantSource clock,
            PrintStream console, Function<Trial, TrialSpec> specs) {
        this.study = study;
        this.worker = worker;
        this.jobs = jobs;
        this.pace = parallelism;
        this.patience = patience;
        this.clock = clock;
        this.console = console;
        this.specs = specs;
        this.outcome = new KubernetesOutcome(study, jobs, console);
    }

    /** Takes up the trials that this worker ran before a restart: those with a Job are watched on, the others get theirs. */
    synchronized void attach() throws IOException {
        for (Trial trial : study.trials()) {
            if (trial.state() != TrialState.RUNNING || !trial.worker().equals(worker) || !study.adopt(trial.number(), trial.attempt())) {
                continue;
            }
            KubernetesTrial running = new KubernetesTrial(study, trial, specs.apply(trial), console, clock.instant());
            if (jobs.find(running.key()).isPresent()) {
                inFlight.put(running.key(), running);
                console.println("trial " + trial.number() + ": its Job " + running.key().name() + " is watched again");
            } else if (trial.reported().isEmpty()) {
                parked.add(running);
            } else {
                study.lose(trial.number(), trial.attempt(), "its Job is gone");
            }
        }
    }

    /**
     * One look at the cluster.
     *
     * @return whether the study has ended and nothing of it runs
     * @throws AbortException when the API server will not have the Jobs, with its reason
     */
    synchronized boolean tick() throws IOException {
        try {
            Map<TrialKey, JobView> views = new LinkedHashMap<>();
            jobs.list().forEach(view -> views.put(view.key(), view));
            for (KubernetesTrial trial : List.copyOf(inFlight.values())) {
                look(trial, Optional.ofNullable(views.get(trial.key())));
            }
            back();
            adapt();
            return fill();
        } catch (KubernetesClientException e) {
            away(KubernetesOutcome.words(e));
            return false;
        }
    }

    private void away(String words) {
        if (!words.equals(away)) {
            console.println("the API server is away, trials are looked at again when it is back: " + words);
            away = words;
        }
    }

    private void back() {
        if (!away.isEmpty()) {
            console.println("the API server is back");
            away = "";
        }
    }

    private void look(KubernetesTrial trial, Optional<JobView> watched) throws IOException {
        Instant now = clock.instant();
        Optional<JobView> view = watched;
        if (view.isEmpty()) {
            if (trial.inPhase(now).compareTo(APPEARS) < 0) {
                return;
            }
            view = jobs.find(trial.key());
        }
        TrialVerdict verdict = view.map(found -> TrialVerdicts.of(found, trial.hadPod()))
                .orElse(new TrialVerdict(Phase.LOST, true, "its Job is gone"));
        if (verdict.over() && watched.isPresent() && watched.get().pod().isEmpty()) {
            // What is watched may be behind: the pod's own word on its end may be there already.
            view = jobs.find(trial.key());
            verdict = view.map(found -> TrialVerdicts.of(found, trial.hadPod())).orElse(verdict);
        }
        if (trial.see(verdict, view.flatMap(JobView::pod).isPresent(), now)) {
            say(trial, view);
        }
        judge(trial, view, now);
    }

    private void say(KubernetesTrial trial, Optional<JobView> view) {
        TrialVerdict verdict = trial.verdict();
        String what = switch (verdict.phase()) {
            case WAITING -> "waits for room: " + verdict.words();
            // Only what somebody states a reason for: that a pod is being made is no news.
            case PENDING, IMAGE_ERROR -> verdict.words().contains(":") ? "waits: " + verdict.words() : "";
            case RUNNING -> "runs" + view.flatMap(JobView::pod).map(pod -> " on " + pod.getSpec().getNodeName() + " in pod " + pod.getMetadata().getName()).orElse("");
            default -> "";
        };
        if (!what.isEmpty()) {
            console.println("trial " + trial.trial().number() + " " + what);
        }
    }

    private void judge(KubernetesTrial trial, Optional<JobView> view, Instant now) throws IOException {
        Optional<String> stop = outcome.stopped(trial);
        Optional<String> hopeless = patience.exhausted(trial.verdict(), trial.inPhase(now));
        boolean ended;
        if (trial.verdict().over() && !(stop.isPresent() && trial.verdict().phase() == Phase.LOST)) {
            ended = outcome.ended(trial, view, now);
        } else if (stop.isPresent()) {
            ended = outcome.prune(trial, view, stop.get());
        } else if (hopeless.isPresent()) {
            ended = outcome.fail(trial, hopeless.get());
        } else {
            ended = false;
            if (trial.verdict().phase() == Phase.RUNNING) {
                view.ifPresent(found -> trial.log(jobs, found).follow());
            }
        }
        if (ended) {
            inFlight.remove(trial.key());
        }
    }

    /** Lowers the parallelism to what there is room for, or raises it again; surplus waiting Jobs are taken back. */
    private void adapt() {
        Instant now = clock.instant();
        List<KubernetesTrial> waiting = inFlight.values().stream()
                .filter(trial -> trial.verdict().phase() == Phase.WAITING && trial.inPhase(now).compareTo(SETTLES) >= 0)
                .sorted(Comparator.comparing((KubernetesTrial trial) -> trial.key().number()).reversed())
                .toList();
        int placed = (int) inFlight.values().stream().filter(trial -> trial.verdict().scheduled()).count();
        Parallelism next = pace.after(placed, waiting.size() + (noRoom ? 1 : 0));
        if (next.now() < pace.now() || next.now() == next.most() && pace.now() < pace.most()) {
            console.println("study " + study.definition().study() + ": " + next.now() + " of " + next.most() + " trials at a time"
                    + (next.now() < pace.now() ? ", there is no room for more" : " again"));
        }
        pace = next;
        waiting.stream().limit(Math.max(0, Math.min(inFlight.size() - pace.now(), waiting.size() - 1))).forEach(this::park);
    }

    private void park(KubernetesTrial trial) {
        jobs.delete(trial.key());
        trial.closeLog();
        inFlight.remove(trial.key());
        parked.addFirst(trial);
    }

    private boolean fill() throws IOException {
        pruneParked();
        while (inFlight.size() < pace.now() && !clock.instant().isBefore(retryAt)) {
            KubernetesTrial next = parked.pollFirst();
            if (next == null) {
                Ask ask = study.ask(worker);
                if (!(ask instanceof Ask.Run run)) {
                    return ask instanceof Ask.Done && inFlight.isEmpty();
                }
                console.println(SweepLog.asked(run.trial()));
                next = new KubernetesTrial(study, run.trial(), specs.apply(run.trial()), console, clock.instant());
            }
            create(next);
        }
        return false;
    }

    private void pruneParked() throws IOException {
        for (KubernetesTrial trial : List.copyOf(parked)) {
            Optional<String> stop = outcome.stopped(trial);
            if (stop.isPresent() && outcome.prune(trial, Optional.empty(), stop.get())) {
                parked.remove(trial);
            }
        }
    }

    private void create(KubernetesTrial trial) throws AbortException {
        Creation creation = jobs.create(trial.spec());
        noRoom = creation.outcome() == Creation.Outcome.NO_ROOM;
        switch (creation.outcome()) {
            case CREATED -> {
                trial.created(clock.instant());
                inFlight.put(trial.key(), trial);
            }
            case REFUSED -> {
                parked.addFirst(trial);
                throw new AbortException("mlSweepJobs: the API server refuses the Job of trial " + trial.trial().number() + ": " + creation.words());
            }
            case NO_ROOM -> {
                later(trial);
                console.println("trial " + trial.trial().number() + " waits for room: " + creation.words());
            }
            case AWAY -> {
                later(trial);
                away(creation.words());
            }
        }
    }

    private void later(KubernetesTrial trial) {
        parked.addFirst(trial);
        retryAt = clock.instant().plus(RETRY);
    }

    /** Stops all: the trials are lost, so that the same study of the same build could go on, and their Jobs are deleted. */
    synchronized void abort(String reason) throws IOException {
        study.abort(reason);
        parked.addAll(inFlight.values());
        inFlight.clear();
        for (KubernetesTrial trial : parked) {
            trial.closeLog();
            study.lose(trial.trial().number(), trial.trial().attempt(), reason);
        }
        parked.clear();
    }

    /** How many Jobs are in the cluster, how many trials wait for room, and how many may run at a time. */
    synchronized String status() {
        return inFlight.size() + " Jobs, " + parked.size() + " waiting, at most " + pace.now() + " of " + pace.most() + " at a time";
    }
}
