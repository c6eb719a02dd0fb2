package io.jenkins.plugins.mlcd.embedded.progress;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the builds are doing now, as lines of text. */
final class Activity {

    private static final String SWEEP = "mlSweep";

    private record Running(String stage, String step, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Deque<Running>> branches = new LinkedHashMap<>();
    private final Map<Path, StudyTail> studies = new TreeMap<>();
    private Path build;

    Activity(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void buildStarted(Path directory) {
        build = directory;
        branches.clear();
        studies.clear();
    }

    synchronized void buildEnded() {
        build = null;
        branches.clear();
    }

    synchronized void step(String branch, String stage, String step, boolean running) {
        Deque<Running> steps = branches.computeIfAbsent(branch, name -> new ArrayDeque<>());
        if (running) {
            steps.push(new Running(stage, step, clock.instant()));
        } else {
            steps.poll();
        }
        if (steps.isEmpty()) {
            branches.remove(branch);
        }
    }

    /** A line for each trial and for each branch that is busy with something else, then one for each sweep that is not over. */
    synchronized List<String> lines() {
        follow();
        List<String> lines = new ArrayList<>();
        for (StudyTail study : studies.values()) {
            study.progress().running().forEach(trial -> lines.add(line(trial)));
        }
        branches.forEach((branch, steps) -> busy(branch, steps).ifPresent(lines::add));
        open().forEach(progress -> lines.add(progress.summary(clock.instant())));
        return lines;
    }

    /** One line for each sweep that is not over. */
    synchronized List<String> sweeps() {
        follow();
        return open().stream().map(progress -> progress.summary(clock.instant())).toList();
    }

    private Collection<StudyProgress> open() {
        return studies.values().stream().map(StudyTail::progress).filter(progress -> !progress.isEnded()).toList();
    }

    private void follow() {
        if (build == null || !Files.isDirectory(new BuildLayout(build).directory())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(new BuildLayout(build).directory(), "study-*.jsonl")) {
            files.forEach(file -> studies.computeIfAbsent(file, StudyTail::new));
            for (StudyTail study : studies.values()) {
                study.poll();
            }
        } catch (IOException e) {
            // The display is a courtesy: the next poll tries again, and the log tells of real trouble with the disk.
        }
    }

    private String line(StudyProgress.Trial trial) {
        return (trial.worker.isEmpty() ? "" : "[worker " + trial.worker + "] ") + "trial " + trial.number + " " + trial.algorithm
                + (trial.params.isEmpty() ? "" : " " + trial.params)
                + (trial.step.isEmpty() ? "" : "  epoch " + trial.step)
                + (trial.metric.isEmpty() ? "" : "  " + trial.metric)
                + "  " + Times.text(Duration.between(trial.started, clock.instant()));
    }

    /** Workers of a sweep are shown by their trials; a trunk that waits for its branches says nothing new. */
    private Optional<String> busy(String branch, Deque<Running> steps) {
        Running top = steps.peek();
        if (top == null || top.step().equals("parallel") || steps.stream().anyMatch(step -> step.step().equals(SWEEP))) {
            return Optional.empty();
        }
        String where = branch.isEmpty() ? top.stage() : branch;
        return Optional.of((where.isEmpty() ? "" : "[" + where + "] ") + top.step() + "  "
                + Times.text(Duration.between(top.since(), clock.instant())));
    }
}
