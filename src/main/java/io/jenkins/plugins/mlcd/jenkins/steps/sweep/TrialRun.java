package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.report.TrialOutput;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;

/** One trial that a worker runs: its directory in the workspace, its environment, and what has been read of its reports. */
final class TrialRun implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(TrialRun.class.getName());
    private static final int MAX_WARNINGS = 5;

    private final TrialHandle handle;
    private final String label;
    private final String directory;
    private final ReportReader reports = new ReportReader();
    private final ReportReader console = new ReportReader();
    private final ReportReader output = new ReportReader();
    private final String outputFile;
    private final TrialResources resources = new TrialResources();
    private final Instant startedAt;
    private int warnings;

    @CheckForNull
    private BodyExecution body;

    private boolean over;

    /**
     * @param workspace where the worker's commands run; the trial gets {@code .mlcd/<study>/trial-<number>/} in it
     */
    TrialRun(Study study, Trial trial, FilePath workspace) {
        this.handle = new TrialHandle(study.file().toString(), trial.number(), trial.attempt());
        this.startedAt = trial.startedAt();
        this.outputFile = new BuildLayout(study.file().getParent().getParent()).trialOutput(study.definition().study(), trial.number()).toString();
        this.label = ("trial " + trial.number() + " " + trial.algorithm()).strip();
        this.directory = workspace.child(".mlcd").child(study.definition().study()).child("trial-" + trial.number()).getRemote();
    }

    TrialHandle handle() {
        return handle;
    }

    /** Such as {@code trial 7 convnet}. */
    String label() {
        return label;
    }

    String key() {
        return handle.study() + "#" + handle.number() + "." + handle.attempt();
    }

    FilePath directory(FilePath workspace) {
        return workspace.child(directory);
    }

    FilePath model(FilePath workspace) {
        return directory(workspace).child("model");
    }

    /** Makes the trial's directory anew and writes its parameters. */
    void prepare(Trial trial, FilePath workspace, EnvVars env) throws IOException, InterruptedException {
        resources.startedWith(env);
        FilePath place = directory(workspace);
        place.deleteRecursive();
        model(workspace).mkdirs();
        place.child("params.json").write(Json.line(trial.params()), "UTF-8");
    }

    /** The variables of the protocol. */
    Map<String, String> environment(Study study, Trial trial, FilePath workspace) {
        FilePath place = directory(workspace);
        Map<String, String> env = TrialEnvironment.of(study.definition(), trial);
        env.put("ML_PARAMS_FILE", place.child("params.json").getRemote());
        env.put("ML_REPORT_FILE", place.child("report.jsonl").getRemote());
        env.put("ML_MODEL_DIR", model(workspace).getRemote());
        return env;
    }

    /**
     * Reads what the trial has reported since the last call and hands it to the study.
     *
     * @param last whether the trial's body has ended
     */
    void read(FilePath workspace, boolean last, PrintStream log) throws IOException, InterruptedException {
        FilePath place = directory(workspace);
        synchronized (this) {
            reports.read(place.child("report.jsonl"), last, line -> accept(line, log));
            console.read(place.child(TrialConsole.FILE), last, line -> accept(line, log));
            output.read(place.child(TrialConsole.OUTPUT), last, this::keep);
        }
        if (last) {
            handle.report(resources.end(model(workspace), startedAt, Instant.now()));
        } else {
            resources.look(place);
        }
    }

    /**
     * Takes one report line in; a line that is none is named in the log, the first few times.
     *
     * @return whether the trial should stop
     */
    synchronized boolean accept(String line, PrintStream log) {
        try {
            Report report = ReportParser.parse(line);
            resources.reported(report);
            return handle.report(report).isPresent();
        } catch (IllegalArgumentException e) {
            if (++warnings <= MAX_WARNINGS) {
                log.println(label + ": report ignored: " + e.getMessage());
            }
        } catch (IOException e) {
            log.println(label + ": report lost: " + e.getMessage());
        }
        return false;
    }

    /** Keeps a line that the trial printed. */
    synchronized void keep(String line) {
        try {
            TrialOutput.append(Path.of(outputFile), line);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the output of " + label + " is in the console only");
        }
    }

    synchronized void started(BodyExecution execution) {
        body = execution;
    }

    /** Stops the trial's body; only the first call does something. */
    boolean stop(Throwable cause) {
        BodyExecution running;
        synchronized (this) {
            running = over ? null : body;
            over = over || running != null;
        }
        return running != null && running.cancel(cause);
    }

    synchronized void ended() {
        over = true;
    }
}
