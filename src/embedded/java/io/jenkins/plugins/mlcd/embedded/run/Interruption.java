package io.jenkins.plugins.mlcd.embedded.run;

import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C and a TERM signal do: the builds are aborted as on Jenkins, so that {@code post} runs and the record says ABORTED. Whoever
 * has not ended after eight seconds, or at a second signal, is ended with all child processes.
 */
final class Interruption implements AutoCloseable {

    static final int EXIT_STATUS = 130;

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final JenkinsfileRunner runner;
    private final ChildProcesses children;
    private final Path home;
    private final List<SignalHandler> before = new ArrayList<>();
    private int signals;
    private String signal = "";

    Interruption(JenkinsfileRunner runner, ChildProcesses children, Path home) {
        this.runner = runner;
        this.children = children;
        this.home = home;
    }

    /** Takes over the signals until it is closed. */
    Interruption watch() {
        SIGNALS.forEach(name -> before.add(Signal.handle(new Signal(name), signal -> received(signal.getName()))));
        return this;
    }

    synchronized boolean isInterrupted() {
        return signals > 0;
    }

    private void received(String signal) {
        int count;
        synchronized (this) {
            count = ++signals;
            this.signal = signal;
        }
        if (count > 1) {
            end();
            return;
        }
        System.err.println("mlcd: stopping (once more ends at once)");
        start("watchdog", () -> {
            Thread.sleep(PATIENCE.toMillis());
            end();
        });
        start("abort", () -> runner.abortAll(new FlowInterruptedException(Result.ABORTED, true, new Interrupted(signal))));
    }

    /** Work of a signal handler, which may not take time itself. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    /** Whether the process that ran {@code run} was stopped, rather than the build itself. */
    static boolean stopped(WorkflowRun run) {
        InterruptedBuildAction action = run.getAction(InterruptedBuildAction.class);
        return run.getResult() == Result.ABORTED && action != null && action.getCauses().stream().anyMatch(Interrupted.class::isInstance);
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void end() {
        try {
            children.endAll(Duration.ZERO);
            markAborted();
        } catch (IOException | RuntimeException e) {
            System.err.println("mlcd: " + home + ": " + e.getMessage());
        } finally {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }

    private void markAborted() throws IOException {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null) {
            return;
        }
        for (WorkflowJob job : jenkins.getAllItems(WorkflowJob.class)) {
            WorkflowRun last = job.getLastBuild();
            if (last != null && last.isBuilding()) {
                last.setResult(Result.ABORTED);
                last.addOrReplaceAction(new InterruptedBuildAction(List.of(new Interrupted(signal))));
                last.save();
            }
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < before.size(); i++) {
            Signal.handle(new Signal(SIGNALS.get(i)), before.get(i));
        }
        before.clear();
    }

    /** Why a build was stopped. */
    private static final class Interrupted extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String signal;

        Interrupted(String signal) {
            this.signal = signal;
        }

        @Override
        public String getShortDescription() {
            return signal.equals("INT") ? "Aborted by Ctrl-C" : "Aborted by the signal " + signal;
        }
    }
}
