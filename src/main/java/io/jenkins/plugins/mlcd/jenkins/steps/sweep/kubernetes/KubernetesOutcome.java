package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.SweepLog;
import io.jenkins.plugins.mlcd.kubernetes.JobView;
import io.jenkins.plugins.mlcd.kubernetes.PodResources;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells the study what became of a trial that ran as a Job. */
final class KubernetesOutcome {

    /** How long the log of an ended container is tried to be read before the trial is judged without the rest of it. */
    private static final Duration LOG = Duration.ofSeconds(30);

    private final Study study;
    private final TrialJobs jobs;
    private final PrintStream console;

    KubernetesOutcome(Study study, TrialJobs jobs, PrintStream console) {
        this.study = study;
        this.jobs = jobs;
        this.console = console;
    }

    /** Why a trial is to be stopped, or was pruned already. */
    Optional<String> stopped(KubernetesTrial trial) {
        Trial now = study.trial(trial.trial().number());
        return now.state() == TrialState.PRUNED ? Optional.of(now.reason()) : study.stopping();
    }

    /** @return whether the trial is told; false while its log is still to be read */
    boolean ended(KubernetesTrial trial, Optional<JobView> view, Instant now) throws IOException {
        Phase phase = trial.verdict().phase();
        if (phase != Phase.LOST && !isRead(trial, view, now)) {
            return false;
        }
        resources(trial, view);
        int number = trial.trial().number();
        int attempt = trial.trial().attempt();
        Trial told = switch (phase) {
            case SUCCEEDED -> study.tell(number, attempt);
            case LOST -> study.lose(number, attempt, trial.verdict().words());
            default -> study.fail(number, attempt, trial.verdict().words());
        };
        // A failed pod stays for whoever wants to look at it, until the study ends.
        return close(trial, told, phase != Phase.FAILED);
    }

    private boolean isRead(KubernetesTrial trial, Optional<JobView> view, Instant now) {
        if (view.flatMap(JobView::pod).isEmpty()) {
            return true;
        }
        try {
            trial.log(jobs, view.get()).drain();
            return true;
        } catch (KubernetesClientException e) {
            if (trial.inPhase(now).compareTo(LOG) < 0) {
                return false;
            }
            console.println("trial " + trial.trial().number() + ": the end of its log cannot be read: " + words(e));
            return true;
        }
    }

    /** What the pod says of itself; what the trainer has reported holds. */
    private void resources(KubernetesTrial trial, Optional<JobView> view) {
        view.flatMap(JobView::pod).ifPresent(pod -> {
            Map<String, Object> used = PodResources.of(pod, jobs.container());
            used.keySet().removeAll(trial.reported());
            report(trial, new Report(OptionalInt.empty(), Map.of(), used));
        });
    }

    private void report(KubernetesTrial trial, Report report) {
        try {
            study.report(trial.trial().number(), trial.trial().attempt(), report);
        } catch (IOException e) {
            console.println("trial " + trial.trial().number() + ": report lost: " + e.getMessage());
        }
    }

    boolean prune(KubernetesTrial trial, Optional<JobView> view, String reason) throws IOException {
        resources(trial, view);
        return close(trial, study.prune(trial.trial().number(), trial.trial().attempt(), reason), true);
    }

    boolean fail(KubernetesTrial trial, String reason) throws IOException {
        return close(trial, study.fail(trial.trial().number(), trial.trial().attempt(), reason), true);
    }

    private boolean close(KubernetesTrial trial, Trial told, boolean delete) {
        console.println(SweepLog.ended(study, told));
        trial.closeLog();
        if (delete) {
            jobs.delete(trial.key());
        }
        return true;
    }

    /** The API server's own words, or the client's. */
    static String words(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null ? e.getStatus().getMessage() : String.valueOf(e.getMessage());
    }
}
