package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.notify.NoticeDesk;
import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.WatchedWindow;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.notify.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Tells that a rule was raised or has recovered: on the console, and for a rule that alerts those whom the job notifies.
 *
 * @param finding of the window in which that happened
 */
record RuleNotice(WatchPlan plan, String target, WatchedWindow.RuleFinding finding) {

    void tell(StepContext context) throws IOException, InterruptedException {
        boolean raised = WatchedWindow.RAISED.equals(finding.state());
        context.get(TaskListener.class).getLogger().println("[mlcd] rule " + finding.rule() + (raised ? " is raised" : " has recovered"));
        if (alerts()) {
            Run<?, ?> run = context.get(Run.class);
            String root = Jenkins.get().getRootUrl();
            NoticeDesk.get().tell(run.getParent(), new Notice(
                    Notice.Kind.MONITOR, run.getParent().getFullName(), Instant.now(),
                    "rule " + finding.rule() + " of " + plan.model() + " on " + target + (raised ? " is raised: " + finding.reason() : " has recovered"),
                    root == null ? Optional.empty() : Optional.of(root + run.getUrl()), Optional.empty()));
        }
    }

    private boolean alerts() {
        return plan.rules().stream().anyMatch(watched -> watched.rule().name().equals(finding.rule()) && watched.action() == Action.ALERT);
    }
}
