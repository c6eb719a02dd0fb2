package io.jenkins.plugins.mlcd.embedded.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One run of {@link ShStep}: a child process that a thread of its own reads and waits for. */
final class ShExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    /** Time that a stopped script has to end by itself. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** A terminal's Ctrl-C reaches the script at the same time as this program; the stop may come just after the script's end. */
    private static final long STOP_MAY_FOLLOW_MILLIS = 500;

    private static final int KILLED_BY_SIGNAL = 128;

    private final transient ShStep step;
    private final transient CountDownLatch stopped = new CountDownLatch(1);
    private transient volatile Process process;
    private transient volatile Throwable cause;

    ShExecution(StepContext context, ShStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        FilePath directory = context.get(FilePath.class);
        directory.mkdirs();
        EnvVars env = context.get(EnvVars.class);
        PrintStream log = context.get(TaskListener.class).getLogger();
        if (!step.getLabel().isEmpty()) {
            log.println(step.getLabel());
        }
        Path script = writeScript(Path.of(directory.getRemote()), env);
        ChildProcesses children = context.get(Branch.class).build().children();
        ProcessBuilder builder = new ProcessBuilder(command(script));
        builder.directory(Path.of(directory.getRemote()).toFile());
        env.forEach((name, value) -> put(builder.environment(), name, value));
        builder.redirectErrorStream(!step.isReturnStdout());
        Process started = builder.start();
        children.started(started);
        started.getOutputStream().close();
        process = started;
        if (cause != null) {
            ChildProcesses.endTree(started.toHandle(), Duration.ZERO);
        }
        Thread waiter = new Thread(() -> await(started, script, children, log), "sh " + started.pid());
        waiter.setDaemon(true);
        waiter.start();
        return false;
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null && !name.contains("=") && name.indexOf('\0') < 0 && value.indexOf('\0') < 0) {
            environment.put(name, value);
        }
    }

    private Path writeScript(Path directory, EnvVars env) throws IOException {
        String workspace = env.get("WORKSPACE");
        Path base = workspace == null ? directory : Path.of(workspace);
        Path temporary = base.resolveSibling(base.getFileName() + "@tmp");
        Files.createDirectories(temporary);
        Path script = Files.createTempFile(temporary, "script", ".sh");
        Files.writeString(script, step.getScript());
        return script;
    }

    private List<String> command(Path script) throws IOException {
        String first = step.getScript().lines().findFirst().orElse("");
        if (first.startsWith("#!")) {
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + script + " executable");
            }
            List<String> interpreter = new java.util.ArrayList<>(List.of(first.substring(2).strip().split("\\s+", 2)));
            interpreter.add(script.toString());
            return interpreter;
        }
        return List.of("sh", "-xe", script.toString());
    }

    private void await(Process running, Path script, ChildProcesses children, PrintStream log) {
        try {
            ByteArrayOutputStream captured = new ByteArrayOutputStream();
            if (step.isReturnStdout()) {
                Thread errors = new Thread(() -> copy(running.getErrorStream(), log), "sh stderr " + running.pid());
                errors.setDaemon(true);
                errors.start();
                copy(running.getInputStream(), captured);
                errors.join();
            } else {
                copy(running.getInputStream(), log);
            }
            int status = running.waitFor();
            children.ended(running);
            Files.deleteIfExists(script);
            end(status, captured);
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private void end(int status, ByteArrayOutputStream captured) throws InterruptedException {
        if (status > KILLED_BY_SIGNAL) {
            stopped.await(STOP_MAY_FOLLOW_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (cause != null) {
            getContext().onFailure(cause);
        } else if (step.isReturnStatus()) {
            getContext().onSuccess(status);
        } else if (status != 0) {
            getContext().onFailure(new AbortException("script returned exit code " + status));
        } else {
            getContext().onSuccess(step.isReturnStdout() ? captured.toString(Charset.forName(step.getEncoding())) : null);
        }
    }

    private static void copy(InputStream in, OutputStream out) {
        try (in) {
            in.transferTo(out);
            out.flush();
        } catch (IOException e) {
            // The stream of a process that was killed; its exit status tells the rest.
        }
    }

    @Override
    public void stop(Throwable reason) {
        cause = reason;
        stopped.countDown();
        Process running = process;
        if (running != null) {
            Thread killer = new Thread(() -> ChildProcesses.endTree(running.toHandle(), GRACE), "stop sh " + running.pid());
            killer.setDaemon(true);
            killer.start();
        }
    }
}
