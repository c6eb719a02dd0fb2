package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Runs Jenkinsfiles in this JVM, for tests. */
public final class Runs {

    private final Path directory;

    /** @param directory an empty one; the Jenkinsfile and the home go there */
    public Runs(Path directory) {
        this.directory = directory;
    }

    public Path home() {
        return directory.resolve("home");
    }

    public Path build(int number) {
        return home().resolve("jobs/job/builds/" + number);
    }

    /** What a run gave: its summary, and the lines that it showed. */
    public record Outcome(Summary summary, List<String> lines) {

        public String result() {
            return summary.builds().get(summary.builds().size() - 1).result().toString();
        }

        public String text() {
            return String.join("\n", lines);
        }
    }

    public Outcome run(String jenkinsfile) throws Exception {
        return run(jenkinsfile, Map.of());
    }

    public Outcome run(String jenkinsfile, Map<String, String> parameters) throws Exception {
        return run(request(jenkinsfile, parameters, false));
    }

    public Outcome resume(String jenkinsfile) throws Exception {
        return run(request(jenkinsfile, Map.of(), true));
    }

    public RunRequest request(String jenkinsfile, Map<String, String> parameters, boolean resume) throws IOException {
        Path file = directory.resolve("Jenkinsfile");
        Files.writeString(file, jenkinsfile);
        return new RunRequest(file, home(), "job", 2, parameters, resume, 3, RunConfig.EMPTY);
    }

    public Outcome run(RunRequest request) throws Exception {
        return run(request, List.of());
    }

    /** @param steps further step descriptors */
    public Outcome run(RunRequest request, List<?> steps) throws Exception {
        Lines lines = new Lines();
        Summary summary = new Session(request, lines, steps).run();
        return new Outcome(summary, List.copyOf(lines.lines));
    }

    private static final class Lines implements Display {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void line(String line) {
            lines.add(line);
        }

        @Override
        public void step(String branch, String stage, String step, boolean running) {}

        @Override
        public void buildStarted(WorkflowRun run) {}

        @Override
        public void buildEnded(WorkflowRun run) {}

        @Override
        public void close() {}
    }
}
