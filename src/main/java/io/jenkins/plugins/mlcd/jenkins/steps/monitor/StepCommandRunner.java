package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs the command of a rule in the workspace of the agent around the step; never on the controller for a step that has no agent. */
final class StepCommandRunner implements CommandRunner {

    /** Marks the processes of one run, so that none outlives it. */
    private static final String COOKIE = "MLCD_RULE_ID";

    private static final int LONGEST_SECONDS = 120;
    private static final int MOST_OUTPUT = 64 << 10;

    private final StepContext context;

    StepCommandRunner(StepContext context) {
        this.context = context;
    }

    @Override
    public Answer run(String command, Map<String, String> files) throws IOException {
        try {
            FilePath workspace = context.get(FilePath.class);
            Launcher launcher = context.get(Launcher.class);
            if (workspace == null || launcher == null) {
                throw new IOException("there is no agent to run it on: put the step inside node");
            }
            workspace.mkdirs();
            FilePath scratch = workspace.createTempDir("mlcd-rule", null);
            try {
                return run(command, files, workspace, scratch, launcher);
            } finally {
                scratch.deleteRecursive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }

    private Answer run(String command, Map<String, String> files, FilePath workspace, FilePath scratch, Launcher launcher)
            throws IOException, InterruptedException {
        EnvVars variables = new EnvVars(context.get(EnvVars.class));
        String cookie = UUID.randomUUID().toString();
        variables.put(COOKIE, cookie);
        for (Map.Entry<String, String> file : files.entrySet()) {
            FilePath path = scratch.child(file.getKey() + ".json");
            path.write(file.getValue(), "UTF-8");
            variables.put("ML_" + file.getKey().toUpperCase(Locale.ROOT) + "_FILE", path.getRemote());
        }
        FilePath script = scratch.child(launcher.isUnix() ? "rule.sh" : "rule.bat");
        script.write(command, "UTF-8");
        Tail output = new Tail();
        long start = System.nanoTime();
        int status;
        try {
            status = launcher.launch()
                    .cmds(launcher.isUnix() ? List.of("sh", script.getRemote()) : List.of("cmd", "/c", "call", script.getRemote()))
                    .envs(variables)
                    .pwd(workspace)
                    .stdout(output)
                    .quiet(true)
                    .start()
                    .joinWithTimeout(LONGEST_SECONDS, TimeUnit.SECONDS, launcher.getListener());
        } finally {
            launcher.kill(Map.of(COOKIE, cookie));
        }
        if (System.nanoTime() - start >= TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
            throw new IOException("it did not end within " + LONGEST_SECONDS + " seconds");
        }
        return new Answer(status, output.toString(StandardCharsets.UTF_8));
    }

    /** Keeps about the last {@value #MOST_OUTPUT} bytes: what a command prints is not trusted to end. */
    private static final class Tail extends ByteArrayOutputStream {

        @Override
        public synchronized void write(int b) {
            trim(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            int kept = Math.min(length, MOST_OUTPUT);
            trim(kept);
            super.write(bytes, offset + length - kept, kept);
        }

        private void trim(int more) {
            if (count + more > 2 * MOST_OUTPUT) {
                int kept = MOST_OUTPUT;
                System.arraycopy(buf, count - kept, buf, 0, kept);
                count = kept;
            }
        }
    }
}
