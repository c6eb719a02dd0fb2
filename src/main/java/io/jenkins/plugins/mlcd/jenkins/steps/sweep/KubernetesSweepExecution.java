package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.kubernetes.ClusterTrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.Parallelism;
import io.jenkins.plugins.mlcd.kubernetes.StudyKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialSpec;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.EarlierBuild;
import io.jenkins.plugins.mlcd.sweep.EndState;
import io.jenkins.plugins.mlcd.sweep.Studies;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.AbstractStepExecutionImpl;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A sweep whose trials are Jobs in a cluster. It holds no executor and no thread: once a second it looks at all trials. After a
 * restart it finds its Jobs by their labels.
 */
final class KubernetesSweepExecution extends AbstractStepExecutionImpl {

    private static final long serialVersionUID = 1L;
    private static final long TICK_MILLIS = 1000;
    private static final long ORPHANS_MILLIS = 60_000;
    private static final long RETRY_MILLIS = 5000;

    private final MlSweepStep step;
    private final KubernetesJobTrials trials;
    private String worker = "";
    private boolean over;

    private transient Study study;
    private transient TrialJobs jobs;
    private transient volatile KubernetesSweep sweep;

    KubernetesSweepExecution(StepContext context, MlSweepStep step, KubernetesJobTrials trials) {
        super(context);
        this.step = step;
        this.trials = trials;
    }

    @Override
    public boolean start() throws Exception {
        join();
        worker = "kubernetes-" + study.newWorker();
        work(this::open);
        return false;
    }

    @Override
    public void onResume() {
        work(() -> {
            join();
            open();
        });
    }

    /** Trials of this worker from before a restart are looked for in the cluster, whether the step goes on or begins anew. */
    private void join() throws IOException, InterruptedException {
        StudyDefinition definition = step.definition();
        try {
            Run<?, ?> run = run();
            BuildLayout layout = StudyModels.layout(run);
            study = Studies.join(layout.study(definition.study()), definition, InstantSource.system(), Study.Orphans.KEPT,
                    () -> EarlierBuild.read(definition, layout, EarlierBuilds.of(run, definition.study())));
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private void open() throws Exception {
        if (study.trials().isEmpty()) {
            log().println(SweepLog.start(study.definition()));
            if (study.definition().sampler().warmStart()) {
                log().println(SweepLog.warmStart(study));
            }
        }
        if (isOver()) {
            return;
        }
        KubernetesClients clients = new KubernetesClients(trials, run());
        StudyKey key = new StudyKey(Jenkins.get().getLegacyInstanceId(), run().getParent().getFullName(), run().getNumber(), study.definition().study());
        jobs = new ClusterTrialJobs(clients, key, clients.namespace(), trials.template(), Optional.ofNullable(trials.getQueue()));
        try {
            begin(key);
        } catch (KubernetesClientException e) {
            if (study.trials().isEmpty()) {
                throw new AbortException("mlSweepJobs: the cluster cannot be used: " + KubernetesOutcome.words(e));
            }
            // Trials may be running there: a cluster that is away while the controller comes back is waited for.
            log().println("the API server is away, the study's Jobs are looked for again when it is back: " + KubernetesOutcome.words(e));
            jobs.close();
            Background.later(RETRY_MILLIS, () -> work(this::open));
        }
    }

    private void begin(StudyKey key) throws Exception {
        jobs.open();
        tidy();
        KubernetesSweep opened = new KubernetesSweep(study, worker, jobs, Parallelism.of(trials.getParallelism()), trials.patience(),
                InstantSource.system(), log(), trial -> spec(key, trial));
        opened.attach();
        sweep = opened;
        Background.later(ORPHANS_MILLIS, () -> work(study::loseOrphans));
        tick();
    }

    private void tidy() throws IOException, InterruptedException {
        Run<?, ?> run = run();
        try {
            List<Integer> left = jobs.deleteStrays(build -> Optional.ofNullable(run.getParent().getBuildByNumber(build)).filter(Run::isBuilding).isPresent());
            if (!left.isEmpty()) {
                log().println("deleted what builds " + left + " left in the cluster");
            }
        } catch (KubernetesClientException e) {
            log().println("what former builds left in the cluster cannot be deleted: " + KubernetesOutcome.words(e));
        }
    }

    private TrialSpec spec(StudyKey key, Trial trial) {
        try {
            String root = Jenkins.get().getRootUrl();
            return new TrialSpec(new TrialKey(key, trial.number(), trial.attempt()), TrialEnvironment.of(study.definition(), trial),
                    Json.line(trial.params()), root == null ? "" : root + run().getUrl());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the build is gone", e);
        }
    }

    private void tick() throws Exception {
        if (isOver()) {
            return;
        }
        if (sweep.tick()) {
            finish(study.end().orElseThrow());
        } else {
            Background.later(TICK_MILLIS, () -> work(this::tick));
        }
    }

    private void finish(StudyEvent.Ended end) throws Exception {
        cleanUp();
        Optional<Trial> best = study.best();
        if (end.state() == EndState.ABORTED || end.state() == EndState.FAILED || best.isEmpty()) {
            String how = end.state() == EndState.ABORTED ? "' was aborted: " : "' failed: ";
            fail(new AbortException("study '" + study.definition().study() + how + end.reason()));
            return;
        }
        log().println(SweepLog.finished(study, end, best.get()));
        if (leave()) {
            getContext().onSuccess(SweepLog.result(study, best.get()));
        }
    }

    private void cleanUp() throws IOException, InterruptedException {
        if (jobs == null) {
            return;
        }
        try {
            jobs.deleteAll();
        } catch (KubernetesClientException e) {
            log().println("the study's Jobs cannot be deleted now; the next build of this job will: " + KubernetesOutcome.words(e));
        }
    }

    @Override
    public void stop(Throwable cause) {
        Background.now(() -> give(cause));
    }

    /** Ends the sweep before its time: nothing is left in the cluster. */
    private void give(Throwable cause) {
        try {
            if (sweep != null && !isOver()) {
                sweep.abort(TrialFailure.words(cause));
            } else if (study != null && !isOver()) {
                study.abort(TrialFailure.words(cause));
            }
            cleanUp();
        } catch (IOException | InterruptedException | RuntimeException e) {
            cause.addSuppressed(e);
        }
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (leave()) {
            getContext().onFailure(cause);
        }
    }

    private boolean leave() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        try {
            if (jobs != null) {
                jobs.close();
            }
            if (study != null) {
                Studies.leave(study);
            }
        } catch (IOException e) {
            getContext().onFailure(e);
            return false;
        }
        return true;
    }

    @Override
    @CheckForNull
    public String getStatus() {
        return sweep == null ? "starting" : "study " + study.definition().study() + ": " + study.progress().done() + " trials done; " + sweep.status();
    }

    private synchronized boolean isOver() {
        return over;
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    private PrintStream log() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class).getLogger();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void work(Work work) {
        Background.now(() -> {
            try {
                work.run();
            } catch (Exception | LinkageError e) {
                give(e);
            }
        });
    }
}
