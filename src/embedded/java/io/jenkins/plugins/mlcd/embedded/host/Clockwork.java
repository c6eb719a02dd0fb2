package io.jenkins.plugins.mlcd.embedded.host;

import hudson.model.PeriodicWork;
import hudson.triggers.SafeTimerTask;
import hudson.triggers.Trigger;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** What happens by the clock while Jenkins runs: schedules of triggers each minute, and periodic work. */
final class Clockwork {

    private Clockwork() {
    }

    static void start(Host host) {
        List<ScheduledFuture<?>> tasks = new ArrayList<>();
        long toNextMinute = 60_000 - System.currentTimeMillis() % 60_000;
        tasks.add(Timer.get().scheduleAtFixedRate(new Schedules(), toNextMinute, 60_000, TimeUnit.MILLISECONDS));
        for (PeriodicWork work : PeriodicWork.all()) {
            tasks.add(Timer.get().scheduleAtFixedRate(work, work.getInitialDelay(), work.getRecurrencePeriod(), TimeUnit.MILLISECONDS));
        }
        host.onStop(() -> {
            tasks.forEach(t -> t.cancel(false));
            Jenkins.get().getAllItems(WorkflowJob.class).forEach(j -> j.getTriggersJobProperty().stopTriggers());
        });
    }

    private static final class Schedules extends SafeTimerTask {

        @Override
        protected void doRun() {
            Trigger.checkTriggers(new GregorianCalendar());
        }
    }
}
