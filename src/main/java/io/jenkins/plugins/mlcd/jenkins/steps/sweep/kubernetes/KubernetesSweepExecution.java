package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.StudyExecution;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialEnvironment;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialFailure;
import io.jenkins.plugins.mlcd.kubernetes.ClusterTrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.Parallelism;
import io.jenkins.plugins.mlcd.kubernetes.StudyKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialSpec;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A sweep whose trials are Jobs in a cluster. It holds no executor and no thread: once a second it looks at all trials. After a
 * restart it finds its Jobs by their labels.
 */
final class KubernetesSweepExecution extends StudyExecution {

    private static final long serialVersionUID = 1L;
    private static final long RETRY_MILLIS = 5000;

    private final KubernetesJobTrials trials;

    private transient TrialJobs jobs;
    private transient volatile KubernetesSweep sweep;

    KubernetesSweepExecution(StepContext context, MlSweepStep step, KubernetesJobTrials trials) {
        super(context, step);
        this.trials = trials;
    }

    /** Trials of this worker from before a restart are looked for in the cluster, whether the step goes on or begins anew. */
    @Override
    public boolean start() throws Exception {
        join(Study.Orphans.KEPT);
        begin("kubernetes-" + study().newWorker());
        work(this::open);
        return false;
    }

    @Override
    public void onResume() {
        work(() -> {
            join(Study.Orphans.KEPT);
            open();
        });
    }

    private void open() throws Exception {
        if (study().trials().isEmpty()) {
            announce();
        }
        if (isOver()) {
            return;
        }
        KubernetesClients clients = new KubernetesClients(trials, run());
        StudyKey key = new StudyKey(Jenkins.get().getLegacyInstanceId(), run().getParent().getFullName(), run().getNumber(), study().definition().study());
        jobs = new ClusterTrialJobs(clients, key, clients.namespace(), trials.template(), Optional.ofNullable(trials.getQueue()));
        try {
            begin(key);
        } catch (KubernetesClientException e) {
            if (study().trials().isEmpty()) {
                throw new AbortException("mlSweepJobs: the cluster cannot be used: " + KubernetesOutcome.words(e));
            }
            // Trials may be running there: a cluster that is away while the controller comes back is waited for.
            log().println("the API server is away, the study's Jobs are looked for again when it is back: " + KubernetesOutcome.words(e));
            jobs.close();
            later(RETRY_MILLIS, this::open);
        }
    }

    private void begin(StudyKey key) throws Exception {
        jobs.open();
        tidy();
        KubernetesSweep opened = new KubernetesSweep(study(), worker(), jobs, Parallelism.of(trials.getParallelism()), trials.patience(),
                InstantSource.system(), log(), trial -> spec(key, trial));
        opened.attach();
        sweep = opened;
        later(ORPHANS_MILLIS, study()::loseOrphans);
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
            return new TrialSpec(new TrialKey(key, trial.number(), trial.attempt()), TrialEnvironment.of(study().definition(), trial),
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
            finish(study().end().orElseThrow());
        } else {
            later(TICK_MILLIS, this::tick);
        }
    }

    private void finish(StudyEvent.Ended end) throws Exception {
        cleanUp();
        conclude(end);
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
        work(() -> give(cause));
    }

    /** Ends the sweep before its time: nothing is left in the cluster. */
    private void give(Throwable cause) {
        try {
            if (sweep != null && !isOver()) {
                sweep.abort(TrialFailure.words(cause));
            } else if (study() != null && !isOver()) {
                study().abort(TrialFailure.words(cause));
            }
            cleanUp();
        } catch (IOException | InterruptedException | RuntimeException e) {
            cause.addSuppressed(e);
        }
        fail(cause);
    }

    /** Whatever goes wrong in the background: nothing is left in the cluster. */
    @Override
    protected void broken(Throwable cause) {
        give(cause);
    }

    @Override
    protected void release() {
        if (jobs != null) {
            jobs.close();
        }
    }

    @Override
    @CheckForNull
    public String getStatus() {
        return sweep == null ? "starting" : "study " + study().definition().study() + ": " + study().progress().done() + " trials done; " + sweep.status();
    }
}
