package io.jenkins.plugins.mlcd.jenkins.ui;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When a build that has a record ends, writes its report and archives both, so that they leave Jenkins with the artifacts. */
@Extension
public final class ReportListener extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(ReportListener.class.getName());
    private static final String REPORT = "report.html";

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        Path record = new BuildLayout(run.getRootDir().toPath()).directory();
        if (!Files.isDirectory(record)) {
            return;
        }
        try {
            Files.writeString(record.resolve(REPORT), JobReport.upTo(run));
            archive(run, record, listener);
            listener.getLogger().println("[mlcd] report: " + run.getUrl() + "artifact/mlcd/" + REPORT);
        } catch (IOException | RuntimeException e) {
            // A report that cannot be written must not change what the build achieved.
            LOGGER.log(Level.WARNING, "no report for " + run, e);
            listener.error("[mlcd] the report could not be written: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void archive(Run<?, ?> run, Path record, TaskListener listener) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(record)) {
            Map<String, String> artifacts = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toMap(name -> "mlcd/" + name, name -> name));
            FilePath directory = new FilePath(record.toFile());
            run.pickArtifactManager()
                    .archive(directory, directory.createLauncher(listener), new Console(listener), artifacts);
        }
    }

    /** Archiving asks for the listener of a build; a Pipeline has the plain kind. */
    private record Console(TaskListener listener) implements BuildListener {

        @NonNull
        @Override
        public PrintStream getLogger() {
            return listener.getLogger();
        }
    }
}
