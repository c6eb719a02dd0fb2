package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.mlcd.machine.TrialUse;
import io.jenkins.plugins.mlcd.sweep.Report;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;

/**
 * What a trial on an agent uses, looked at every few seconds from outside, so that it is known of any trainer. What the trainer
 * reports itself is more exact, and holds.
 */
final class TrialResources implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Looks at the reports between two looks at the processes. */
    private static final int EVERY = 5;

    private final TrialUse use = new TrialUse();
    private final Map<String, Object> known = new LinkedHashMap<>();
    private final Set<String> reported = new HashSet<>();
    private int looks;

    /** @param env of the body: it names the agent, and maybe the commit and the image */
    void startedWith(EnvVars env) {
        put("agent", env.get("NODE_NAME"));
        put("commit", env.get("GIT_COMMIT"));
        put("image", env.get("ML_IMAGE"));
    }

    private void put(String name, String value) {
        if (value != null && !value.isBlank()) {
            known.put(name, value);
        }
    }

    /** The trainer has reported figures itself. */
    synchronized void reported(Report report) {
        reported.addAll(report.resources().keySet());
    }

    /** Called once a second while the trial runs. */
    void look(FilePath directory) throws IOException, InterruptedException {
        if (looks++ % EVERY != 0) {
            return;
        }
        TrialUse.Sample sample = directory.act(new Look(directory.child("report.jsonl").getRemote()));
        synchronized (this) {
            use.add(sample);
        }
    }

    /** All figures that the trainer has not reported; the trial has ended. */
    Report end(FilePath model, Instant started, Instant now) throws IOException, InterruptedException {
        long bytes = model.exists() ? model.act(new Size()) : 0;
        synchronized (this) {
            Map<String, Object> figures = new LinkedHashMap<>(known);
            figures.putAll(use.figures());
            figures.put("wall_seconds", Duration.between(started, now).toMillis() / 1e3);
            if (bytes > 0) {
                figures.put("model_bytes", bytes);
            }
            figures.keySet().removeAll(reported);
            return new Report(OptionalInt.empty(), Map.of(), figures);
        }
    }

    /** Looks at the processes of the trial, which are known by the variable that names its report file. */
    private static final class Look extends MasterToSlaveFileCallable<TrialUse.Sample> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String reportFile;

        Look(String reportFile) {
            this.reportFile = reportFile;
        }

        @Override
        public TrialUse.Sample invoke(File directory, VirtualChannel channel) {
            return TrialUse.Sample.take("ML_REPORT_FILE", reportFile);
        }
    }

    /** The bytes of all files below a directory. */
    private static final class Size extends MasterToSlaveFileCallable<Long> implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public Long invoke(File directory, VirtualChannel channel) throws IOException {
            try (Stream<Path> files = Files.walk(directory.toPath())) {
                long bytes = 0;
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
                return bytes;
            }
        }
    }
}
